%%% Format strings: the scanner and the builder behind `io_lib:format` and `io:format`.
%%%
%%% The common directives are built in one go.  The others become the maps of `io_lib:scan_format` first.
-module(erlet_format).

-export([format/2, format_binaries/2, format/3, scan/2, unscan/1, build/1, build/2, indentation/2, length_of/1]).

-export_type([spec/0]).

-type spec() :: #{control_char := char(), args := [term()], width := none | integer(), adjust := left | right,
                  precision := none | integer(), pad_char := char(), encoding := unicode | latin1,
                  strings := boolean()}.

%% Where a text grows: its pieces since the column was last counted (last first), that column, the pieces before
%% (in reversed chunks), and what pieces may be: `chars`, or `binaries` where UTF-8 binaries will do as well.
-record(out, {pieces = [], column = 0, before = [], kind = chars}).

%% The characters of a format; raises badarg.
-spec format(io:format(), [term()]) -> io_lib:chars().
format(Format, Args) ->
    run(format_chars(Format), Args, #out{}).

%% The same as text for `unicode:characters_to_binary`: UTF-8 binaries stand in it.
-spec format_binaries(io:format(), [term()]) -> unicode:chardata().
format_binaries(Format, Args) ->
    run(format_chars(Format), Args, #out{kind = binaries}).

%% With options: `{chars_limit, Count}`.
-spec format(io:format(), [term()], [{chars_limit, integer()}]) -> io_lib:chars().
format(Format, Args, Options) ->
    build(scan(Format, Args), Options).

format_chars(Format) when is_list(Format) -> Format;
format_chars(Format) when is_binary(Format) -> binary_to_list(Format);
format_chars(Format) when is_atom(Format) -> atom_to_list(Format);
format_chars(_) -> erlang:error(badarg).

run(Format, Args, #out{pieces = Pieces} = Out) when is_list(Args) -> run(Format, Args, Pieces, Out);
run(_, _, _) -> erlang:error(badarg).

run([$~ | Rest], Args, Pieces, Out) -> directive(Rest, Args, Pieces, Out);
run([Char | Rest], Args, Pieces, Out) when is_integer(Char) -> run(Rest, Args, [Char | Pieces], Out);
run([Text | Rest], Args, Pieces, Out) -> run(Rest, Args, [checked(Text) | Pieces], Out);
run([], [], Pieces, #out{before = []}) -> lists:reverse(Pieces);
run([], [], Pieces, #out{before = Before}) ->
    lists:foldl(fun lists:reverse/2, [], [Pieces | Before]);
run(_, _, _, _) -> erlang:error(badarg).

%% A text within the format.
checked(Text) ->
    try io_lib:chars_length(Text) of
        _ -> Text
    catch
        error:_ -> erlang:error(badarg)
    end.

directive([$n | Rest], Args, Pieces, Out) -> run(Rest, Args, [$\n | Pieces], Out);
directive([$w | Rest], [Arg | Args], Pieces, Out) ->
    run(Rest, Args, [write(Arg, write, Out#out.kind) | Pieces], Out);
directive([$p | Rest], [Arg | Args], Pieces, Out) -> pretty(Arg, pretty, Rest, Args, Pieces, Out);
directive([$t, $p | Rest], [Arg | Args], Pieces, Out) -> pretty(Arg, pretty_unicode, Rest, Args, Pieces, Out);
directive([$s | Rest], [Arg | Args], Pieces, Out) when not is_atom(Arg) ->
    run(Rest, Args, [latin1_text(Arg, Out#out.kind) | Pieces], Out);
directive([$t, $s | Rest], [Arg | Args], Pieces, Out) when not is_atom(Arg) ->
    run(Rest, Args, [unicode_text(Arg, Out#out.kind) | Pieces], Out);
directive([$b | Rest], [Arg | Args], Pieces, #out{kind = chars} = Out) when is_integer(Arg) ->
    run(Rest, Args, lists:reverse(integer_to_list(Arg), Pieces), Out);
directive([$b | Rest], [Arg | Args], Pieces, Out) when is_integer(Arg) ->
    run(Rest, Args, [integer_to_binary(Arg) | Pieces], Out);
directive([$~ | Rest], Args, Pieces, Out) -> run(Rest, Args, [$~ | Pieces], Out);
directive(Rest, Args, Pieces, Out) ->
    {Spec, Rest1, Args1} = scan_directive(Rest, Args),
    case Spec of
        #{control_char := C} when C =:= $p; C =:= $P ->
            #out{column = Column} = Out1 = counted(Pieces, Out),
            run(Rest1, Args1, [control(Spec, Column, -1)], Out1);
        _ ->
            run(Rest1, Args1, push(Spec, control(Spec, 0, -1), Pieces), Out)
    end.

%% Texts of the small directives lie flat among the characters, as in OTP.
push(Spec, Text, Pieces) ->
    case is_small(Spec) of
        true -> lists:reverse(lists:flatten(Text), Pieces);
        false -> [Text | Pieces]
    end.

is_small(#{control_char := $s, args := [Arg]}) -> is_atom(Arg);
is_small(#{control_char := C}) -> not lists:member(C, "wWpP").

%% Starts a new chunk of pieces, whose column is known.
counted(Pieces, #out{column = Column, before = Before} = Out) ->
    Out#out{column = indentation(lists:reverse(Pieces), Column), before = [Pieces | Before]}.

pretty(Arg, Mode, Rest, Args, Pieces, Out) when is_number(Arg); is_atom(Arg); is_pid(Arg) ->
    run(Rest, Args, [write(Arg, Mode, Out#out.kind) | Pieces], Out);
pretty(Arg, Mode, Rest, Args, Pieces, #out{kind = Kind} = Out) ->
    #out{column = Column} = Out1 = counted(Pieces, Out),
    Encoding = case Mode of
                   pretty -> latin1;
                   pretty_unicode -> unicode
               end,
    Options = #{line_length => 80, depth => -1, chars_limit => -1, encoding => Encoding,
                strings => true, binaries => Kind =:= binaries},
    run(Rest, Args, [erlet_pretty:print(Arg, Column + 1, Options)], Out1).

write(Arg, _, chars) when is_integer(Arg) -> integer_to_list(Arg);
write(Arg, _, chars) when is_float(Arg) -> float_to_list(Arg, [short]);
write(Arg, _, binaries) when is_integer(Arg) -> integer_to_binary(Arg);
write(Arg, Mode, Kind) ->
    {true, Text} = erts_internal:show(Arg, Mode, -1),
    case Kind of
        binaries -> Text;
        chars -> unicode:characters_to_list(Text)
    end.

%%% Scanning

%% The format as a list of characters and directives.
-spec scan(io:format(), [term()]) -> [char() | spec()].
scan(Format, Args) when is_list(Args) -> scan_chars(format_chars(Format), Args);
scan(_, _) -> erlang:error(badarg).

scan_chars([$~ | Rest], Args) ->
    {Spec, Rest1, Args1} = scan_directive(Rest, Args),
    [Spec | scan_chars(Rest1, Args1)];
scan_chars([Char | Rest], Args) -> [Char | scan_chars(Rest, Args)];
scan_chars([], []) -> [];
scan_chars(_, _) -> erlang:error(badarg).

scan_directive(Format, Args) ->
    {Adjust, Width, Rest1, Args1} = scan_width(Format, Args),
    {Precision, Rest2, Args2} = scan_precision(Rest1, Args1),
    {Pad, Rest3, Args3} = scan_pad(Rest2, Args2),
    {Encoding, Strings, Rest4} = scan_modifiers(Rest3, latin1, true),
    {Control, Rest5, SpecArgs, Args4} = scan_control(Rest4, Args3),
    Spec = #{control_char => Control, args => SpecArgs, width => Width, adjust => Adjust, precision => Precision,
             pad_char => Pad, encoding => Encoding, strings => Strings},
    {Spec, Rest5, Args4}.

scan_width([$- | Format], Args) ->
    {Width, Rest, Args1} = scan_number(Format, Args),
    left(Width, Rest, Args1);
scan_width(Format, Args) ->
    case scan_number(Format, Args) of
        {Width, Rest, Args1} when is_integer(Width), Width < 0 -> {left, -Width, Rest, Args1};
        {Width, Rest, Args1} -> {right, Width, Rest, Args1}
    end.

left(Width, Rest, Args) when Width < 0 -> {right, -Width, Rest, Args};
left(none, _, _) -> erlang:error(badarg);
left(Width, Rest, Args) -> {left, Width, Rest, Args}.

scan_number([$* | Rest], [Arg | Args]) when is_integer(Arg) -> {Arg, Rest, Args};
scan_number([$* | _], _) -> erlang:error(badarg);
scan_number([Digit | Rest], Args) when Digit >= $0, Digit =< $9 -> scan_digits(Rest, Digit - $0, Args);
scan_number(Rest, Args) -> {none, Rest, Args}.

scan_digits([Digit | Rest], Number, Args) when Digit >= $0, Digit =< $9 ->
    scan_digits(Rest, Number * 10 + Digit - $0, Args);
scan_digits(Rest, Number, Args) -> {Number, Rest, Args}.

scan_precision([$. | Format], Args) -> scan_number(Format, Args);
scan_precision(Format, Args) -> {none, Format, Args}.

scan_pad([$., $* | Rest], [Pad | Args]) -> {Pad, Rest, Args};
scan_pad([$., Pad | Rest], Args) -> {Pad, Rest, Args};
scan_pad(Rest, Args) -> {$\s, Rest, Args}.

scan_modifiers([$t | Rest], _, Strings) -> scan_modifiers(Rest, unicode, Strings);
scan_modifiers([$l | Rest], Encoding, _) -> scan_modifiers(Rest, Encoding, false);
scan_modifiers(Rest, Encoding, Strings) -> {Encoding, Strings, Rest}.

scan_control([Control | Rest], Args) ->
    case {arity(Control), Args} of
        {0, _} -> {Control, Rest, [], Args};
        {1, [Arg | Args1]} -> {Control, Rest, [Arg], Args1};
        {2, [Arg1, Arg2 | Args1]} -> {Control, Rest, [Arg1, Arg2], Args1};
        _ -> erlang:error(badarg)
    end;
scan_control(_, _) -> erlang:error(badarg).

arity(C) when C =:= $~; C =:= $n -> 0;
arity(C) when C =:= $W; C =:= $P; C =:= $x; C =:= $X -> 2;
arity(C) when C =:= $w; C =:= $p; C =:= $s; C =:= $c; C =:= $b; C =:= $B; C =:= $f; C =:= $e; C =:= $g;
              C =:= $#; C =:= $+; C =:= $i -> 1;
arity(_) -> none.

%% The format string and arguments of a scanned format.
-spec unscan([char() | spec()]) -> {io:format(), [term()]}.
unscan([#{control_char := Control, args := Args} = Spec | Rest]) ->
    {Format, RestArgs} = unscan(Rest),
    Chars = [$~, unscan_width(Spec), unscan_precision(Spec), unscan_pad(Spec), unscan_encoding(Spec),
             unscan_strings(Spec), Control],
    {lists:flatten(Chars) ++ Format, Args ++ RestArgs};
unscan([Char | Rest]) ->
    {Format, Args} = unscan(Rest),
    {[Char | Format], Args};
unscan([]) ->
    {[], []}.

unscan_width(#{width := none}) -> [];
unscan_width(#{width := Width, adjust := left}) -> [$- | integer_to_list(Width)];
unscan_width(#{width := Width}) -> integer_to_list(Width).

unscan_precision(#{precision := none}) -> [];
unscan_precision(#{precision := Precision}) -> [$. | integer_to_list(Precision)].

unscan_pad(#{pad_char := $\s}) -> [];
unscan_pad(#{pad_char := Pad, precision := none}) -> [$., $., Pad];
unscan_pad(#{pad_char := Pad}) -> [$., Pad].

unscan_encoding(#{encoding := unicode}) -> "t";
unscan_encoding(#{encoding := latin1}) -> [].

unscan_strings(#{strings := false}) -> "l";
unscan_strings(#{strings := true}) -> [].

%%% Building

%% The characters of a scanned format.
-spec build([char() | spec()]) -> io_lib:chars().
build(Specs) -> build(Specs, []).

%% With options: `{chars_limit, Count}`.
-spec build([char() | spec()], [{chars_limit, integer()}]) -> io_lib:chars().
build(Specs, Options) ->
    Limit = proplists:get_value(chars_limit, Options, -1),
    Small = lists:flatmap(fun build_small/1, Specs),
    {Count, Limited} = open_specs(Small, 0, 0),
    Left = case Limit < 0 of
               true -> -1;
               false -> max(Limit - Limited, 0)
           end,
    build_open(Small, Count, Left, []).

%% Directives whose length does not depend on the limit are built first.
build_small(#{control_char := _} = Spec) ->
    case is_small(Spec) of
        true -> lists:flatten(control(Spec, 0, -1));
        false -> [Spec]
    end;
build_small(Char) when is_integer(Char) -> [Char];
build_small(Text) -> [checked(Text)].

%% How many directives share the limit, and the characters beside them.
open_specs([#{} | Rest], Count, Chars) -> open_specs(Rest, Count + 1, Chars);
open_specs([_ | Rest], Count, Chars) -> open_specs(Rest, Count, Chars + 1);
open_specs([], Count, Chars) -> {Count, Chars}.

build_open([#{control_char := Control} = Spec | Rest], Count, Left, Done) ->
    Column = case Control =:= $p orelse Control =:= $P of
                 true -> indentation(lists:reverse(Done), 0);
                 false -> 0
             end,
    Share = case Left < 0 of
                true -> -1;
                false -> Left div Count
            end,
    Text = control(Spec, Column, Share),
    Left1 = case Left < 0 of
                true -> -1;
                false -> max(Left - length_of(Text), 0)
            end,
    build_open(Rest, Count - 1, Left1, [Text | Done]);
build_open([Char | Rest], Count, Left, Done) -> build_open(Rest, Count, Left, [Char | Done]);
build_open([], _, _, Done) -> lists:reverse(Done).

%% The text of one directive that starts behind the column, with a limit of characters or -1.
control(#{control_char := $p, args := [Arg]} = Spec, Column, Limit) -> pretty_spec(Arg, -1, Spec, Column, Limit);
control(#{control_char := $P, args := [Arg, Depth]} = Spec, Column, Limit) when is_integer(Depth) ->
    pretty_spec(Arg, Depth, Spec, Column, Limit);
control(#{control_char := $w, args := [Arg], encoding := Encoding} = Spec, _, Limit) ->
    erlet_field:term(written(Arg, -1, Encoding, Limit), Spec);
control(#{control_char := $W, args := [Arg, Depth], encoding := Encoding} = Spec, _, Limit) when is_integer(Depth) ->
    erlet_field:term(written(Arg, Depth, Encoding, Limit), Spec);
control(#{control_char := $s, args := [Arg], encoding := Encoding} = Spec, _, Limit) ->
    erlet_field:limited(text(Arg, Encoding), Spec, Limit);
control(Spec, _, _) ->
    erlet_field:control(Spec).

pretty_spec(Arg, Depth, #{width := 0} = Spec, _, Limit) ->
    #{encoding := Encoding, strings := Strings} = Spec,
    Wide = 1 bsl 58,
    erlet_pretty:print(Arg, 1, #{line_length => Wide, depth => Depth, chars_limit => Limit,
                                 encoding => Encoding, strings => Strings});
pretty_spec(Arg, Depth, #{adjust := right, width := Width, precision := Precision} = Spec, Column, Limit) ->
    #{encoding := Encoding, strings := Strings} = Spec,
    Start = case Precision of
                none -> Column + 1;
                _ -> Precision
            end,
    LineLength = case Width of
                     none -> 80;
                     _ -> Width
                 end,
    erlet_pretty:print(Arg, Start, #{line_length => LineLength, depth => Depth, chars_limit => Limit,
                                     encoding => Encoding, strings => Strings});
pretty_spec(_, _, _, _, _) ->
    erlang:error(badarg).

written(Arg, Depth, Encoding, Limit) ->
    io_lib:write(Arg, [{depth, Depth}, {encoding, Encoding}, {chars_limit, Limit}]).

text(Atom, latin1) when is_atom(Atom) ->
    Chars = atom_to_list(Atom),
    case lists:all(fun(C) -> C =< 255 end, Chars) of
        true -> Chars;
        false -> erlang:error(badarg)
    end;
text(Atom, unicode) when is_atom(Atom) -> atom_to_list(Atom);
text(Text, latin1) -> latin1_text(Text, chars);
text(Text, unicode) -> unicode_text(Text, chars).

%% The text of `~s`: bytes.
latin1_text([], _) -> [];
latin1_text(Text, Kind) when is_list(Text); is_binary(Text) ->
    Bytes = iolist_to_binary(Text),
    case Kind =:= binaries andalso unicode:bin_is_7bit(Bytes) of
        true -> Bytes;
        false -> binary_to_list(Bytes)
    end;
latin1_text(_, _) -> erlang:error(badarg).

%% The text of `~ts`: characters and UTF-8 binaries; binaries that are no UTF-8 are taken for latin-1.
unicode_text(Text, binaries) when is_list(Text); is_binary(Text) ->
    case unicode:characters_to_binary(Text) of
        Binary when is_binary(Binary) -> Binary;
        _ -> loose_text(Text)
    end;
unicode_text(Text, chars) when is_list(Text); is_binary(Text) ->
    case unicode:characters_to_list(Text) of
        Chars when is_list(Chars) -> Chars;
        _ -> loose_text(Text)
    end;
unicode_text(_, _) -> erlang:error(badarg).

loose_text(Binary) when is_binary(Binary) ->
    case unicode:characters_to_list(Binary) of
        Chars when is_list(Chars) -> Chars;
        _ -> binary_to_list(Binary)
    end;
loose_text([Char | Rest]) when is_integer(Char), Char >= 0 -> [Char | loose_text(Rest)];
loose_text([Text | Rest]) -> [loose_text(Text) | loose_text(Rest)];
loose_text([]) -> [];
loose_text(_) -> erlang:error(badarg).

%%% Columns

%% The column behind a text that starts in a column.
-spec indentation(unicode:chardata(), integer()) -> integer().
indentation([Char | Rest], Column) when is_integer(Char) ->
    case Char of
        $\n -> indentation(Rest, 0);
        $\t -> indentation(Rest, (Column + 8) div 8 * 8);
        _ -> indentation(Rest, Column + 1)
    end;
indentation([Text | Rest], Column) -> indentation(Rest, indentation(Text, Column));
indentation([], Column) -> Column;
indentation(Text, Column) when is_binary(Text) -> indentation(unicode:characters_to_list(Text), Column).

%% The number of characters of a text as readers count them; binaries in it are UTF-8.
-spec length_of(unicode:chardata()) -> non_neg_integer().
length_of(Text) when is_binary(Text) ->
    case unicode:bin_is_7bit(Text) of
        true -> byte_size(Text);
        false -> string:length(Text)
    end;
length_of(Text) ->
    case is_latin1(Text) of
        true -> iolist_size(Text);
        false -> string:length(Text)
    end.

%% Whether a text has bytes only, so that each is a character.
is_latin1([Char | Rest]) when is_integer(Char) -> Char =< 255 andalso is_latin1(Rest);
is_latin1([Text | Rest]) -> is_latin1(Text) andalso is_latin1(Rest);
is_latin1([]) -> true;
is_latin1(Text) -> unicode:bin_is_7bit(Text).
