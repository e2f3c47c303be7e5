%%% Fields of format directives: widths, precisions and padding, and the directives of numbers and characters.
-module(erlet_field).

-export([control/1, term/2, string/2, limited/3]).

%% The text of a directive that is neither `~w`, `~p` nor `~s`.
-spec control(erlet_format:spec()) -> io_lib:chars().
control(#{control_char := $~} = Spec) -> repeated($~, Spec);
control(#{control_char := $c, args := [Char], encoding := unicode} = Spec) when is_integer(Char) ->
    repeated(Char, Spec);
control(#{control_char := $c, args := [Char]} = Spec) when is_integer(Char) -> repeated(Char band 255, Spec);
control(#{control_char := $n, width := none, adjust := right, precision := none}) -> "\n";
control(#{control_char := $n, width := Width, adjust := right, precision := none}) -> chars($\n, Width);
control(#{control_char := $i}) -> [];
control(#{control_char := Control, args := [Float], precision := Precision} = Spec)
  when is_float(Float), Control >= $e, Control =< $g ->
    Digits = case Precision of
                 none -> 6;
                 _ -> Precision
             end,
    term(erts_internal:format_float(Control, Float, Digits), Spec#{precision := none});
control(#{control_char := Control, args := [Number | Prefix]} = Spec) when is_integer(Number) ->
    integer(Control, Number, Prefix, base(Spec), Spec#{precision := none});
control(_) -> erlang:error(badarg).

base(#{precision := none}) -> 10;
base(#{precision := Base}) when Base >= 2, Base =< 36 -> Base;
base(_) -> erlang:error(badarg).

integer($B, Number, [], Base, Spec) -> term(digits(Number, "", Base), Spec);
integer($b, Number, [], Base, Spec) -> term(lower(digits(Number, "", Base)), Spec);
integer($X, Number, [Prefix], Base, Spec) -> term(digits(Number, prefix(Prefix), Base), Spec);
integer($x, Number, [Prefix], Base, Spec) ->
    term(signed(Number, prefix(Prefix), lower(digits(abs(Number), "", Base))), Spec);
integer($#, Number, [], Base, Spec) -> term(digits(Number, integer_to_list(Base) ++ "#", Base), Spec);
integer($+, Number, [], Base, Spec) -> term(lower(digits(Number, integer_to_list(Base) ++ "#", Base)), Spec);
integer(_, _, _, _, _) -> erlang:error(badarg).

digits(Number, Prefix, Base) -> signed(Number, Prefix, integer_to_list(abs(Number), Base)).

signed(Number, Prefix, Digits) when Number < 0 -> [$- | Prefix ++ Digits];
signed(_, Prefix, Digits) -> Prefix ++ Digits.

prefix(Prefix) when is_atom(Prefix) -> atom_to_list(Prefix);
prefix(Prefix) ->
    case io_lib:deep_char_list(Prefix) of
        true -> lists:flatten(Prefix);
        false -> erlang:error(badarg)
    end.

lower(Digits) -> [lower_digit(Digit) || Digit <- Digits].

lower_digit(Digit) when Digit >= $A, Digit =< $Z -> Digit + 32;
lower_digit(Digit) -> Digit.

%% The same character: the precision tells how often, in a field of the width.
repeated(Char, #{width := none, precision := none}) -> [Char];
repeated(Char, #{width := Width, precision := none}) -> chars(Char, Width);
repeated(Char, #{width := none, precision := Precision}) -> chars(Char, Precision);
repeated(Char, #{width := Width, precision := Precision} = Spec) when Width >= Precision ->
    adjust(chars(Char, Precision), chars(pad(Spec), Width - Precision), Spec);
repeated(_, _) -> erlang:error(badarg).

pad(#{pad_char := Pad}) -> Pad.

%% A text in its field, which is filled with stars where the text is too long.
-spec term(io_lib:chars(), erlet_format:spec()) -> io_lib:chars().
term(Text, #{width := none, precision := none}) -> Text;
term(Text, #{width := none, precision := Precision} = Spec) -> term(Text, Spec#{width := Precision});
term(Text, #{width := Width, precision := Precision} = Spec) ->
    Length = erlet_format:length_of(Text),
    Most = min(Length, case Precision of
                           none -> Width;
                           _ -> min(Precision, Width)
                       end),
    Padding = chars(pad(Spec), Width - Most),
    case Length > Most of
        true -> adjust(chars($*, Most), Padding, Spec);
        false -> adjust(Text, Padding, Spec)
    end.

%% A string in its field, cut to the precision.
-spec string(io_lib:chars(), erlet_format:spec()) -> io_lib:chars().
string(Text, #{width := none, precision := none}) -> Text;
string(Text, #{width := Width, precision := none} = Spec) -> fitted(Text, Width, Spec);
string(Text, #{width := none, precision := Precision} = Spec) -> fitted(Text, Precision, Spec#{adjust := left});
string(Text, #{width := Width, precision := Precision} = Spec) when Width > Precision ->
    adjust(fitted(Text, Precision, Spec#{adjust := left}), chars(pad(Spec), Width - Precision), Spec);
string(Text, #{width := Width, precision := Width} = Spec) -> fitted(Text, Width, Spec);
string(_, _) -> erlang:error(badarg).

fitted(Text, Width, Spec) ->
    Length = erlet_format:length_of(Text),
    if
        Length > Width -> first(Text, Width, Spec);
        Length < Width -> adjust(Text, chars(pad(Spec), Width - Length), Spec);
        true -> Text
    end.

%% Latin-1 knows no graphemes of several characters, not even the end of a line.
first(Text, Width, #{encoding := latin1}) -> lists:sublist(lists:flatten(Text), Width);
first(Text, Width, _) -> string:slice(Text, 0, Width).

adjust(Text, [], _) -> Text;
adjust(Text, Padding, #{adjust := left}) -> [Text | Padding];
adjust(Text, Padding, _) -> [Padding | Text].

%% So many of the same character.
chars(_, 0) -> [];
chars(Char, 1) -> [Char];
chars(Char, 2) -> [Char, Char];
chars(Char, 3) -> [Char, Char, Char];
chars(Char, Count) when is_integer(Count), Count rem 2 =:= 0, Count > 0 ->
    Half = chars(Char, Count div 2),
    [Half | Half];
chars(Char, Count) when is_integer(Count), Count > 0 ->
    Half = chars(Char, Count div 2),
    [Char, Half | Half];
chars(_, _) -> erlang:error(badarg).

%% A string and its field cut to the limit of characters, with "..." at its end.
-spec limited(io_lib:chars(), erlet_format:spec(), integer()) -> io_lib:chars().
limited(Text, Spec, Limit) when Limit < 0 -> string(Text, Spec);
limited(Text, #{width := none} = Spec, Limit) -> string(cut(Text, Limit, Spec), Spec);
limited(Text, #{width := Width} = Spec, Limit) when Limit >= Width -> string(Text, Spec#{width := max(3, Width)});
limited(Text, Spec, Limit) -> string(cut(Text, Limit, Spec), Spec#{width := max(3, Limit)}).

cut(Text, Limit, Spec) ->
    Flat = lists:flatten(Text),
    Length = case Spec of
        #{encoding := latin1} -> length(Flat);
        _ -> string:length(Flat)
    end,
    case Length > Limit of
        true -> [first(Flat, max(Limit - 3, 0), Spec) | "..."];
        false -> Text
    end.
