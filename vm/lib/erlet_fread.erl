%%% Reading values from text by a format: behind `io_lib:fread` and `io:fread`.
-module(erlet_fread).

-export([fread/2, fread/3]).

-export_type([format/0]).

-type format() :: string().

%% Reads a string by a format.
-spec fread(format(), string() | eof) -> tuple() | eof.
fread(Format, Chars) -> read(Format, Chars, 0, []).

%% Reads from text that comes in parts, line by line.
-spec fread(io_lib:continuation() | [], string() | eof, format()) ->
          {more, io_lib:continuation()} | {done, term(), string() | eof}.
fread([], Chars, Format) -> fread({Format, [], 0, []}, Chars, Format);
fread({Format, Stack, Count, Values}, eof, _) -> at_end(Format, Stack, Count, Values);
fread({Format, Stack, Count, Values}, Chars, _) -> collect(Chars, Stack, Format, Count, Values).

at_end(Format, [], Count, Values) ->
    case read(Format, eof, Count, Values) of
        {ok, Read, eof} -> {done, {ok, Read}, []};
        eof when Count =:= 0, Values =:= [] -> {done, eof, eof};
        eof -> {done, {error, {fread, input}}, eof};
        Error -> {done, Error, []}
    end;
at_end(Format, Stack, Count, Values) ->
    case read(Format, lists:reverse(Stack), Count, Values) of
        {ok, Read, Rest} -> {done, {ok, Read}, Rest};
        {more, _, _, _} -> {done, {error, {fread, input}}, eof};
        Error -> {done, Error, eof}
    end.

%% Takes the characters of a line.
collect([$\r, $\n | Rest], Stack, Format, Count, Values) -> line("\r\n", Rest, Stack, Format, Count, Values);
collect([$\n | Rest], Stack, Format, Count, Values) -> line("\n", Rest, Stack, Format, Count, Values);
collect([Char | Rest], Stack, Format, Count, Values) -> collect(Rest, [Char | Stack], Format, Count, Values);
collect([], Stack, Format, Count, Values) -> {more, {Format, Stack, Count, Values}}.

line(Newline, More, Stack, Format, Count, Values) ->
    case read(Format, lists:reverse(Stack), Count, Values) of
        {ok, Read, []} -> {done, {ok, Read}, More};
        {ok, Read, Rest} -> {done, {ok, Read}, Rest ++ Newline ++ More};
        {more, Format1, Count1, Values1} -> collect(More, [], Format1, Count1 + length(Newline), Values1);
        Error -> {done, Error, More}
    end.

%% `Count` characters were read so far, `Values` stand in reverse.
read([$~ | Format], Chars, Count, Values) -> directive(Format, Chars, Count, Values);
read([Blank | Format], Chars, Count, Values) when Blank =:= $\s; Blank =:= $\t; Blank =:= $\r; Blank =:= $\n ->
    {Rest, Count1} = skip_blanks(Chars, Count),
    read(Format, Rest, Count1, Values);
read([], Chars, _, Values) -> {ok, lists:reverse(Values), Chars};
read([_ | _], eof, _, _) -> eof;
read([_ | _] = Format, [], Count, Values) -> {more, Format, Count, Values};
read([Char | Format], [Char | Chars], Count, Values) -> read(Format, Chars, Count + 1, Values);
read([_ | _], [_ | _], _, _) -> failed(input).

failed(Reason) -> {error, {fread, Reason}}.

skip_blanks([Blank | Chars], Count) when Blank =:= $\s; Blank =:= $\t; Blank =:= $\r; Blank =:= $\n ->
    skip_blanks(Chars, Count + 1);
skip_blanks(Chars, Count) -> {Chars, Count}.

directive(Format, Chars, Count, Values) ->
    {Suppress, Format1} = case Format of
                              [$* | Rest] -> {true, Rest};
                              _ -> {false, Format}
                          end,
    {Width, Format2} = width(Format1, none),
    {Encoding, Format3} = case Format2 of
                              [$t | Rest2] -> {unicode, Rest2};
                              _ -> {latin1, Format2}
                          end,
    case Format3 of
        [$l | Format4] -> read(Format4, Chars, Count, keep(Suppress, Count, Values));
        _ when Chars =:= eof -> eof;
        _ when Chars =:= [] -> {more, [$~ | Format], Count, Values};
        [Control | Format4] -> value(Control, Encoding, Width, Suppress, Chars, Count, Values, Format4);
        [] -> failed(format)
    end.

keep(true, _, Values) -> Values;
keep(false, Value, Values) -> [Value | Values].

width([Digit | Format], none) when Digit >= $0, Digit =< $9 -> width(Format, Digit - $0);
width([Digit | Format], Width) when Digit >= $0, Digit =< $9 -> width(Format, Width * 10 + Digit - $0);
width(Format, Width) -> {Width, Format}.

%% Reads one value and goes on.
value(Control, Encoding, Width, Suppress, Chars, Count, Values, Format) ->
    case scan(Control, Encoding, Width, Chars, Count) of
        {value, Value, Rest, Count1} -> read(Format, Rest, Count1, keep(Suppress, Value, Values));
        {none, Rest, Count1} -> read(Format, Rest, Count1, Values);
        Error -> Error
    end.

scan($c, Encoding, Width, Chars, Count) -> characters(Encoding, Width, Chars, Count);
scan(Control, unicode, _, _, _) when Control =/= $c, Control =/= $s, Control =/= $a -> failed(format);
scan($~, _, _, [$~ | Chars], Count) -> {none, Chars, Count + 1};
scan($-, _, _, [$- | Chars], Count) -> {value, -1, Chars, Count + 1};
scan($-, _, _, [$+ | Chars], Count) -> {value, 1, Chars, Count + 1};
scan($-, _, _, Chars, Count) -> {value, 1, Chars, Count};
scan($u, _, _, Chars, _) when not is_list(Chars) -> failed(unsigned);
scan($u, Encoding, none, Chars, Count) -> scan($u, Encoding, 10, Chars, Count);
scan($u, _, Base, Chars, Count) when Base >= 2, Base =< 36 ->
    case digits_value(Chars, Base) of
        {Value, Rest} -> {value, Value, Rest, Count + length(Chars) - length(Rest)};
        none -> failed(unsigned)
    end;
scan($d, _, Width, Chars, Count) -> number(integer, Width, Chars, Count);
scan($#, _, Width, Chars, Count) -> number(based, Width, Chars, Count);
scan($f, _, Width, Chars, Count) -> number(float, Width, Chars, Count);
scan($s, Encoding, Width, Chars, Count) -> word(string, Encoding, Width, Chars, Count);
scan($a, Encoding, Width, Chars, Count) ->
    case word(atom, Encoding, Width, Chars, Count) of
        {value, Name, Rest, Count1} -> {value, list_to_atom(Name), Rest, Count1};
        Error -> Error
    end;
scan(_, _, _, _, _) -> failed(format).

%% Characters as they come, blanks too.
characters(_, _, Chars, _) when not is_list(Chars) -> failed(character);
characters(Encoding, none, Chars, Count) -> characters(Encoding, 1, Chars, Count);
characters(Encoding, Width, Chars, Count) ->
    {Taken, Rest} = lists:split(min(Width, length(Chars)), Chars),
    case length(Taken) =:= Width andalso valid(Encoding, Taken) andalso not lists:member($\n, Taken) of
        true -> {value, Taken, Rest, Count + Width};
        false -> failed(character)
    end.

valid(unicode, _) -> true;
valid(latin1, Chars) -> lists:all(fun(C) -> C =< 255 end, Chars).

number(Kind, _, Chars, _) when not is_list(Chars) -> failed(Kind);
number(Kind, none, Chars, Count) -> free(Kind, Chars, Count);
number(Kind, Width, Chars, Count) ->
    case field(Width, Chars) of
        {Field, Rest} ->
            case free(Kind, field_text(Kind, Field), Count) of
                {value, Value, [], _} -> {value, Value, Rest, Count + Width};
                _ -> failed(Kind)
            end;
        none -> failed(Kind)
    end.

%% A float of fixed width may have a comma for its point.
field_text(float, Field) -> [case C of $, -> $.; _ -> C end || C <- Field];
field_text(_, Field) -> Field.

%% The first characters of a line.
field(Width, Chars) when length(Chars) >= Width ->
    {Field, Rest} = lists:split(Width, Chars),
    case lists:member($\n, Field) of
        true -> none;
        false -> {Field, Rest}
    end;
field(_, _) -> none.

%% A number after blanks, as long as it is one.
free(Kind, Chars, Count) ->
    {Text, Count1} = skip_blanks(Chars, Count),
    case take(Kind, Text) of
        {Value, Rest} -> {value, Value, Rest, Count1 + length(Text) - length(Rest)};
        none -> failed(Kind)
    end.

take(integer, Text) ->
    {Sign, Rest} = sign(Text),
    signed(Sign, digits_value(Rest, 10));
take(based, Text) ->
    {Sign, Rest} = sign(Text),
    case digits_value(Rest, 10) of
        {Base, [$# | Digits]} when Base >= 2, Base =< 36 -> signed(Sign, digits_value(Digits, Base));
        _ -> none
    end;
take(float, Text) ->
    {Sign, Rest} = sign(Text),
    signed(Sign, float_value(Rest)).

sign([$- | Text]) -> {-1, Text};
sign([$+ | Text]) -> {1, Text};
sign(Text) -> {1, Text}.

signed(Sign, {Value, Rest}) -> {Sign * Value, Rest};
signed(_, none) -> none.

digits_value(Text, Base) ->
    case lists:splitwith(fun(C) -> digit(C) < max(Base, 10) end, Text) of
        {[], _} -> none;
        {Digits, Rest} ->
            case lists:all(fun(C) -> digit(C) < Base end, Digits) of
                true -> {list_to_integer(Digits, Base), Rest};
                false -> none
            end
    end.

digit(C) when C >= $0, C =< $9 -> C - $0;
digit(C) when C >= $a, C =< $z -> C - $a + 10;
digit(C) when C >= $A, C =< $Z -> C - $A + 10;
digit(_) -> 36.

float_value(Text) ->
    case decimals(Text) of
        {[_ | _] = Whole, [$. | Rest]} ->
            case decimals(Rest) of
                {[_ | _] = Part, Rest1} -> exponent(Whole ++ "." ++ Part, Rest1);
                _ -> none
            end;
        _ ->
            none
    end.

decimals(Text) -> lists:splitwith(fun(C) -> C >= $0 andalso C =< $9 end, Text).

exponent(Mantissa, [E | Rest]) when E =:= $e; E =:= $E ->
    {Sign, Rest1} = sign(Rest),
    case decimals(Rest1) of
        {[_ | _] = Digits, Rest2} ->
            Text = Mantissa ++ "e" ++ integer_to_list(Sign * list_to_integer(Digits)),
            {list_to_float(Text), Rest2};
        _ ->
            none
    end;
exponent(Mantissa, Rest) -> {list_to_float(Mantissa), Rest}.

%% Characters without blanks.
word(Kind, Encoding, none, Chars, Count) ->
    {Text, Count1} = skip_blanks(Chars, Count),
    {Word, Rest} = lists:splitwith(fun(Char) -> is_visible(Char) andalso valid(Encoding, [Char]) end, Text),
    case Word =:= [] andalso is_list(Rest) andalso Rest =/= [] andalso not valid(Encoding, [hd(Rest)]) of
        true -> failed(Kind);
        false -> word_value(Kind, Encoding, Word, Rest, Count1 + length(Word))
    end;
word(Kind, Encoding, Width, Chars, Count) ->
    case field(Width, Chars) of
        {Field, Rest} ->
            {Text, _} = skip_blanks(Field, 0),
            {Backwards, _} = skip_blanks(lists:reverse(Text), 0),
            word_value(Kind, Encoding, lists:reverse(Backwards), Rest, Count + Width);
        none ->
            failed(Kind)
    end.

word_value(Kind, Encoding, Word, Rest, Count) ->
    case valid(Encoding, Word) of
        true -> {value, Word, Rest, Count};
        false -> failed(Kind)
    end.

is_visible(C) -> C =/= $\s andalso C =/= $\t andalso C =/= $\r andalso C =/= $\n.
