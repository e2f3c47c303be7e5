%%% Text of terms and formats: the module `io_lib`.
%%%
%%% Format strings are built by `erlet_format`, lines are broken by `erlet_pretty`, `erlet_fread` reads.
-module(io_lib).

-export([format/2, format/3, fwrite/2, fwrite/3, scan_format/2, unscan_format/1, build_text/1, build_text/2]).
-export([print/1, print/4, write/1, write/2, write/3, limit_term/2]).
-export([write_atom/1, write_atom_as_latin1/1, quote_atom/2, write_string/1, write_string/2,
         write_string_as_latin1/1, write_string_as_latin1/2, write_latin1_string/1, write_latin1_string/2,
         write_unicode_string/1, write_char/1, write_char_as_latin1/1, write_latin1_char/1, write_unicode_char/1]).
-export([char_list/1, latin1_char_list/1, deep_char_list/1, deep_latin1_char_list/1, deep_unicode_char_list/1,
         printable_list/1, printable_latin1_list/1, printable_unicode_list/1]).
-export([nl/0, indentation/2, chars_length/1, format_prompt/1, format_prompt/2, fread/2, fread/3]).

-export_type([chars/0, latin1_string/0, continuation/0, fread_error/0, fread_item/0, format_spec/0, depth/0,
              chars_limit/0]).

-type chars() :: [char() | chars()].
-type latin1_string() :: [byte()].
-type depth() :: -1 | non_neg_integer().
-type chars_limit() :: integer().
-type format_spec() :: erlet_format:spec().
-type continuation() :: {erlet_fread:format(), string(), non_neg_integer(), [fread_item()]}.
-type fread_error() :: atom | based | character | float | format | input | integer | string | unsigned.
-type fread_item() :: string() | atom() | integer() | float().

-define(IS_CHAR(C), (is_integer(C) andalso ((C >= 0 andalso C < 16#D800) orelse
                                            (C > 16#DFFF andalso C < 16#FFFE) orelse
                                            (C > 16#FFFF andalso C =< 16#10FFFF)))).
-define(IS_LATIN1(C), (is_integer(C) andalso C >= 0 andalso C =< 255)).

%%% Formats

%% The text of a format and its arguments.
%% > lists:flatten(io_lib:format("~w and ~s: ~.2f", [[1, 2], "text", 3.14159])).
%% "[1,2] and text: 3.14"
%% > io_lib:format("~w", []).
%% ** error:badarg
-spec format(io:format(), [term()]) -> chars().
format(Format, Args) ->
    try
        erlet_format:format(Format, Args)
    catch
        error:_ -> erlang:error(badarg, [Format, Args])
    end.

%% The text of a format, of about so many characters at most.
%% > lists:flatten(io_lib:format("~w", [lists:seq(1, 100)], [{chars_limit, 20}])).
%% "[1,2,3,4,5,6,7,8|...]"
-spec format(io:format(), [term()], [{chars_limit, chars_limit()}]) -> chars().
format(Format, Args, Options) ->
    try
        erlet_format:format(Format, Args, Options)
    catch
        error:_ -> erlang:error(badarg, [Format, Args, Options])
    end.

%% The same as `format/2`.
%% > lists:flatten(io_lib:fwrite("~p", [{"text", <<"bin">>}])).
%% "{\"text\",<<\"bin\">>}"
-spec fwrite(io:format(), [term()]) -> chars().
fwrite(Format, Args) ->
    try
        erlet_format:format(Format, Args)
    catch
        error:_ -> erlang:error(badarg, [Format, Args])
    end.

%% The same as `format/3`.
%% > lists:flatten(io_lib:fwrite("~s", ["a long text"], [{chars_limit, 8}])).
%% "a lon..."
-spec fwrite(io:format(), [term()], [{chars_limit, chars_limit()}]) -> chars().
fwrite(Format, Args, Options) ->
    try
        erlet_format:format(Format, Args, Options)
    catch
        error:_ -> erlang:error(badarg, [Format, Args, Options])
    end.

%% The characters and directives of a format.
%% > io_lib:scan_format("a~w", [b]).
%% [97,
%%  #{adjust => right,
%%    args => [b],
%%    control_char => 119,encoding => latin1,pad_char => 32,precision => none,strings => true,width => none}]
-spec scan_format(io:format(), [term()]) -> [char() | format_spec()].
scan_format(Format, Args) ->
    try
        erlet_format:scan(Format, Args)
    catch
        error:_ -> erlang:error(badarg, [Format, Args])
    end.

%% The format and the arguments that were scanned.
%% > lists:flatten(io_lib:unscan_format(io_lib:scan_format("a ~5w", [b]))).
%% ** error:function_clause
-spec unscan_format([char() | format_spec()]) -> {io:format(), [term()]}.
unscan_format(Specs) -> erlet_format:unscan(Specs).

%% The text of a scanned format.
%% > lists:flatten(io_lib:build_text(io_lib:scan_format("~w", [a]))).
%% "a"
-spec build_text([char() | format_spec()]) -> chars().
build_text(Specs) ->
    try
        erlet_format:build(Specs)
    catch
        error:_ -> erlang:error(badarg, [Specs])
    end.

%% The text of a scanned format, of about so many characters at most.
%% > lists:flatten(io_lib:build_text(io_lib:scan_format("~w", [[1, 2, 3, 4]]), [{chars_limit, 5}])).
%% "[...]"
-spec build_text([char() | format_spec()], [{chars_limit, chars_limit()}]) -> chars().
build_text(Specs, Options) ->
    try
        erlet_format:build(Specs, Options)
    catch
        error:_ -> erlang:error(badarg, [Specs, Options])
    end.

%%% Terms

%% The text of a term as `~p` breaks it into lines.
%% > lists:flatten(io_lib:print({a, "text"})).
%% "{a,\"text\"}"
-spec print(term()) -> chars().
print(Term) -> print(Term, 1, 80, -1).

%% The same from a column on, with the length of lines and a depth.
%% > lists:flatten(io_lib:print([1, [2, [3, [4]]]], 1, 80, 3)).
%% "[1,[...]]"
-spec print(term(), non_neg_integer(), non_neg_integer(), depth()) -> chars().
print(Term, Column, LineLength, Depth) ->
    erlet_pretty:print(Term, Column, #{line_length => LineLength, depth => Depth,
                                       chars_limit => -1, encoding => latin1, strings => true}).

%% The text of a term as `~w` writes it.
%% > lists:flatten(io_lib:write({"ab", 1})).
%% "{[97,98],1}"
-spec write(term()) -> chars().
write(Term) -> written(Term, write).

%% The same to a depth or with options.
%% > lists:flatten(io_lib:write([1, 2, 3, 4, 5], [{depth, 3}])).
%% "[1,2|...]"
-spec write(term(), depth() | [{depth, depth()} | {encoding, latin1 | utf8 | unicode} |
                               {chars_limit, chars_limit()}]) -> chars().
write(Term, Options) when length(Options) >= 0 ->
    Depth = proplists:get_value(depth, Options, -1),
    Encoding = proplists:get_value(encoding, Options, unicode),
    case proplists:get_value(chars_limit, Options, -1) of
        Limit when Depth =:= 0; Limit =:= 0 -> "...";
        Limit when Limit < 0 -> to_depth(Term, Depth, mode(Encoding));
        Limit -> erlet_pretty:limited(Term, Depth, Limit, Encoding)
    end;
write(_, Options) when is_list(Options) -> error(badarg);
write(Term, Depth) ->
    to_depth(Term, Depth, write).

%% The same to a depth; whether characters above 255 are written as they are is not asked.
%% > lists:flatten(io_lib:write([1, 2, 3], 2, false)).
%% "[1|...]"
-spec write(term(), depth(), boolean()) -> chars().
write(Term, Depth, _) -> to_depth(Term, Depth, write).

mode(latin1) -> write;
mode(_) -> write_unicode.

written(Term, Mode) ->
    {true, Text} = erts_internal:show(Term, Mode, -1),
    unicode:characters_to_list(Text).

to_depth(Term, Depth, Mode) when Depth < 0 -> written(Term, Mode);
to_depth(_, 0, _) -> "...";
to_depth([], _, _) -> "[]";
to_depth([_ | _], 1, _) -> "[...]";
to_depth([Head | Tail], Depth, Mode) ->
    [$[, [to_depth(Head, Depth - 1, Mode) | tail_to_depth(Tail, Depth - 1, Mode)], $]];
to_depth({}, _, _) -> "{}";
to_depth(Tuple, 1, _) when is_tuple(Tuple) -> "{...}";
to_depth(Tuple, Depth, Mode) when is_tuple(Tuple) ->
    [${, [to_depth(element(1, Tuple), Depth - 1, Mode) | elements_to_depth(Tuple, 2, Depth - 1, Mode)], $}];
to_depth(Map, 1, _) when is_map(Map) -> "#{}";
to_depth(Term, Depth, _) when not is_integer(Depth), (is_map(Term) orelse is_bitstring(Term)) -> error(function_clause);
to_depth(Map, Depth, Mode) when is_map(Map), map_size(Map) > 0 ->
    [$#, ${, pairs_to_depth(maps:to_list(Map), Depth - 1, Depth - 1, Mode), $}];
to_depth(Bits, Depth, _) when is_bitstring(Bits), bit_size(Bits) > 0 ->
    [$<, $<, bytes(Bits, Depth), $>, $>];
to_depth(Term, _, Mode) -> written(Term, Mode).

tail_to_depth([], _, _) -> [];
tail_to_depth(_, 1, _) -> "|...";
tail_to_depth([Head | Tail], Depth, Mode) ->
    [$,, to_depth(Head, Depth - 1, Mode) | tail_to_depth(Tail, Depth - 1, Mode)];
tail_to_depth(Tail, Depth, Mode) -> [$|, to_depth(Tail, Depth - 1, Mode)].

elements_to_depth(Tuple, Index, _, _) when Index > tuple_size(Tuple) -> [];
elements_to_depth(_, _, 1, _) -> ",...";
elements_to_depth(Tuple, Index, Depth, Mode) ->
    [$,, to_depth(element(Index, Tuple), Depth - 1, Mode) | elements_to_depth(Tuple, Index + 1, Depth - 1, Mode)].

pairs_to_depth([{Key, Value} | Pairs], Depth, PairDepth, Mode) ->
    Pair = [to_depth(Key, PairDepth, Mode), " => ", to_depth(Value, PairDepth, Mode)],
    if
        Depth =:= 1 -> [Pair, ",..."];
        Pairs =:= [] -> [Pair];
        true -> [Pair, $, | pairs_to_depth(Pairs, Depth - 1, PairDepth, Mode)]
    end.

%% The bytes of a binary to a depth.
bytes(<<>>, _) -> [];
bytes(_, 1) -> "...";
bytes(<<Byte>>, _) -> [integer_to_list(Byte)];
bytes(<<Byte, Rest/bitstring>>, Depth) -> [integer_to_list(Byte), $, | bytes(Rest, Depth - 1)];
bytes(Bits, _) ->
    Size = bit_size(Bits),
    <<Value:Size>> = Bits,
    [integer_to_list(Value), $:, integer_to_list(Size)].

%% The term with `'...'` in the place of what is deeper.
%% > io_lib:limit_term([1, 2, 3, 4], 3).
%% [1,2,'...']
-spec limit_term(term(), depth()) -> term().
limit_term(Term, Depth) when Depth < 0 -> Term;
limit_term(_, 0) -> '...';
limit_term([_ | _], 1) -> ['...'];
limit_term([_ | _] = List, Depth) ->
    case io_lib:printable_list(List) of
        true -> List;
        false -> limit_list(List, Depth)
    end;
limit_term(Tuple, Depth) when is_tuple(Tuple), Tuple =/= {} -> limit_tuple(Tuple, Depth);
limit_term(Map, Depth) when is_map(Map) ->
    Pairs = lists:sublist(maps:to_list(Map), Depth + 1),
    maps:from_list([{Key, limit_term(Value, Depth - 1)} || {Key, Value} <- Pairs]);
limit_term(Term, _) -> Term.

limit_list([Head | Tail], Depth) -> [limit_term(Head, Depth - 1) | limit_tail(Tail, Depth - 1)].

limit_tail([], _) -> [];
limit_tail(_, 1) -> ['...'];
limit_tail([Head | Tail], Depth) -> [limit_term(Head, Depth - 1) | limit_tail(Tail, Depth - 1)];
limit_tail(Tail, Depth) -> limit_term(Tail, Depth - 1).

limit_tuple(_, 1) -> {'...'};
limit_tuple(Tuple, Depth) ->
    [First | Rest] = tuple_to_list(Tuple),
    list_to_tuple([limit_term(First, Depth - 1) | limit_tail(Rest, Depth - 1)]).

%%% Atoms, strings and characters

%% An atom, in quotes where they are needed.
%% > lists:flatten(io_lib:write_atom('hello world')).
%% "'hello world'"
-spec write_atom(atom()) -> chars().
write_atom(Atom) when is_atom(Atom) -> written(Atom, write_unicode);
write_atom(_) -> erlang:error(badarg).

%% The same; characters above 255 are escaped.
%% > lists:flatten(io_lib:write_atom_as_latin1('a b')).
%% "'a b'"
-spec write_atom_as_latin1(atom()) -> latin1_string().
write_atom_as_latin1(Atom) when is_atom(Atom) -> written(Atom, write);
write_atom_as_latin1(_) -> erlang:error(badarg).

%% Whether an atom needs quotes.
%% > io_lib:quote_atom('a b', "a b").
%% true
-spec quote_atom(atom(), chars()) -> boolean().
quote_atom(Atom, _) -> hd(written(Atom, write_unicode)) =:= $'.

%% A string with its quotes.
%% > io_lib:write_string("a\"b").
%% "\"a\\\"b\""
-spec write_string(string()) -> chars().
write_string(String) -> write_string(String, $").

%% A string between the quotes given; `[]` for none.
%% > io_lib:write_string("it's", $').
%% "'it\\'s'"
-spec write_string(string(), char() | []) -> chars().
write_string(String, Quote) -> quoted(String, Quote, unicode).

%% A string with its quotes; characters above 255 are escaped.
%% > io_lib:write_string_as_latin1([8364]).
%% "\"\\x{20AC}\""
-spec write_string_as_latin1(string()) -> latin1_string().
write_string_as_latin1(String) -> quoted(String, $", latin1).

%% The same between the quotes given.
%% > io_lib:write_string_as_latin1([8364], $').
%% "'\\x{20AC}'"
-spec write_string_as_latin1(string(), char()) -> latin1_string().
write_string_as_latin1(String, Quote) -> quoted(String, Quote, latin1).

%% A latin-1 string with its quotes.
%% > io_lib:write_latin1_string("a\tb").
%% "\"a\\tb\""
-spec write_latin1_string(latin1_string()) -> latin1_string().
write_latin1_string(String) -> write_latin1_string(String, $").

%% The same between the quotes given.
%% > io_lib:write_latin1_string("ab", $').
%% "'ab'"
-spec write_latin1_string(latin1_string(), char()) -> latin1_string().
write_latin1_string(String, Quote) when is_list(String) ->
    lists:all(fun(Char) -> is_integer(Char) andalso Char =< 255 end, String) orelse error(function_clause),
    quoted(String, Quote, latin1).

%% A Unicode string with its quotes.
%% > io_lib:write_unicode_string("a\nb").
%% "\"a\\nb\""
-spec write_unicode_string(string()) -> string().
write_unicode_string(String) -> quoted(String, $", unicode).

quoted(String, Quote, Encoding) -> [Quote | quoted_rest(String, Quote, Encoding)].

quoted_rest([], Quote, _) -> [Quote];
quoted_rest([C | Cs], Quote, Encoding) when C >= $\s, C =< $~, C =/= Quote, C =/= $\\ ->
    [C | quoted_rest(Cs, Quote, Encoding)];
quoted_rest([C | Cs], Quote, Encoding) ->
    Rest = quoted_rest(Cs, Quote, Encoding),
    escaped(C, Quote, Encoding) ++ Rest.

%% A character as it stands between such quotes.
escaped(C, C, _) -> [$\\, C];
escaped($\\, _, _) -> "\\\\";
escaped(C, _, _) when C >= $\s, C =< $~; C >= 160, C =< 255 -> [C];
escaped($\n, _, _) -> "\\n";
escaped($\t, _, _) -> "\\t";
escaped($\r, _, _) -> "\\r";
escaped($\v, _, _) -> "\\v";
escaped($\b, _, _) -> "\\b";
escaped($\f, _, _) -> "\\f";
escaped($\e, _, _) -> "\\e";
escaped($\d, _, _) -> "\\d";
escaped(C, _, _) when C >= 0, C < 160 -> [$\\, $0 + (C bsr 6), $0 + ((C bsr 3) band 7), $0 + (C band 7)];
escaped(C, _, unicode) when C > 255 -> [C];
escaped(C, _, latin1) when C > 255 -> "\\x{" ++ integer_to_list(C, 16) ++ "}".

%% A character as `$c`.
%% > io_lib:write_char($\n).
%% "$\\n"
-spec write_char(char()) -> chars().
write_char(Char) when is_integer(Char) -> character(Char, unicode).

%% The same; characters above 255 are escaped.
%% > io_lib:write_char_as_latin1(8364).
%% "$\\x{20AC}"
-spec write_char_as_latin1(char()) -> latin1_string().
write_char_as_latin1(Char) when is_integer(Char) -> character(Char, latin1).

%% A latin-1 character as `$c`.
%% > io_lib:write_latin1_char($a).
%% "$a"
-spec write_latin1_char(byte()) -> latin1_string().
write_latin1_char(Char) when ?IS_LATIN1(Char) -> character(Char, latin1).

%% A Unicode character as `$c`.
%% > io_lib:write_unicode_char($\t).
%% "$\\t"
-spec write_unicode_char(char()) -> string().
write_unicode_char(Char) when is_integer(Char) -> character(Char, unicode).

character($\s, unicode) -> "$\\s";
character(Char, Encoding) -> [$$ | escaped(Char, none, Encoding)].

%%% Kinds of lists

%% Whether a term is a flat list of Unicode characters.
%% > io_lib:char_list([228, 8364]).
%% true
-spec char_list(term()) -> boolean().
char_list([C | Cs]) when ?IS_CHAR(C) -> char_list(Cs);
char_list(Rest) -> Rest =:= [].

%% Whether a term is a flat list of latin-1 characters.
%% > io_lib:latin1_char_list("abc").
%% true
-spec latin1_char_list(term()) -> boolean().
latin1_char_list([C | Cs]) when ?IS_LATIN1(C) -> latin1_char_list(Cs);
latin1_char_list(Rest) -> Rest =:= [].

%% Whether a term is a list of Unicode characters and such lists.
%% > io_lib:deep_char_list(["a", [$b]]).
%% true
-spec deep_char_list(term()) -> boolean().
deep_char_list([C | Cs]) when ?IS_CHAR(C) -> deep_char_list(Cs);
deep_char_list([Part | Cs]) when is_list(Part) -> deep_char_list(Part) andalso deep_char_list(Cs);
deep_char_list(Rest) -> Rest =:= [].

%% The same as `deep_char_list/1`.
%% > io_lib:deep_unicode_char_list(["a", [8364]]).
%% true
-spec deep_unicode_char_list(term()) -> boolean().
deep_unicode_char_list(Term) -> deep_char_list(Term).

%% Whether a term is a list of latin-1 characters and such lists.
%% > io_lib:deep_latin1_char_list([8364]).
%% false
-spec deep_latin1_char_list(term()) -> boolean().
deep_latin1_char_list([C | Cs]) when ?IS_LATIN1(C) -> deep_latin1_char_list(Cs);
deep_latin1_char_list([Part | Cs]) when is_list(Part) ->
    deep_latin1_char_list(Part) andalso deep_latin1_char_list(Cs);
deep_latin1_char_list(Rest) -> Rest =:= [].

%% Whether a term is a string of characters that `~p` prints as one: the machine knows the latin-1 range.
%% > io_lib:printable_list("abc").
%% true
-spec printable_list(term()) -> boolean().
printable_list(Term) -> printable_latin1_list(Term).

%% Whether a term is a string of printable latin-1 characters.
%% > io_lib:printable_latin1_list([8364]).
%% false
-spec printable_latin1_list(term()) -> boolean().
printable_latin1_list([C | Cs]) when is_integer(C), C >= $\s, C =< $~ -> printable_latin1_list(Cs);
printable_latin1_list([C | Cs]) when is_integer(C), C >= 160, C =< 255 -> printable_latin1_list(Cs);
printable_latin1_list([C | Cs]) when is_integer(C), C >= $\b, C =< $\r; C =:= $\e -> printable_latin1_list(Cs);
printable_latin1_list(Rest) -> Rest =:= [].

%% Whether a term is a string of printable Unicode characters.
%% > io_lib:printable_unicode_list([8364]).
%% true
-spec printable_unicode_list(term()) -> boolean().
printable_unicode_list([C | Cs]) when is_integer(C), C >= $\s, C =< $~ -> printable_unicode_list(Cs);
printable_unicode_list([C | Cs]) when ?IS_CHAR(C), C >= 160 -> printable_unicode_list(Cs);
printable_unicode_list([C | Cs]) when is_integer(C), C >= $\b, C =< $\r; C =:= $\e -> printable_unicode_list(Cs);
printable_unicode_list(Rest) -> Rest =:= [].

%%% The rest

%% The end of a line.
%% > io_lib:nl().
%% "\n"
-spec nl() -> string().
nl() -> "\n".

%% The column behind a text that starts in a column.
%% > io_lib:indentation("ab\ncd", 3).
%% 2
-spec indentation(string(), integer()) -> integer().
indentation(Text, Column) when is_list(Text) -> erlet_format:indentation(Text, Column).

%% The number of characters of a text.
%% > io_lib:chars_length(["ab", <<"c">>]).
%% 3
-spec chars_length(unicode:chardata()) -> non_neg_integer().
chars_length(Text) ->
    try
        iolist_size(Text)
    catch
        error:_ -> string:length(Text)
    end.

%% The text of a prompt in latin-1.
%% > lists:flatten(io_lib:format_prompt({format, "~w> ", [1]})).
%% "1> "
-spec format_prompt(term()) -> chars().
format_prompt(Prompt) -> format_prompt(Prompt, latin1).

%% The text of a prompt: a string, an atom, `{format, Format, Args}` or any other term.
%% > lists:flatten(io_lib:format_prompt('name> ', latin1)).
%% "name> "
-spec format_prompt(term(), latin1 | unicode) -> chars().
format_prompt({format, Format, Args}, _) ->
    try
        io_lib:format(Format, Args)
    catch
        _:_ -> "???"
    end;
format_prompt(Prompt, Encoding) when is_list(Prompt); is_atom(Prompt); is_binary(Prompt) ->
    format_prompt({format, prompt_format(Encoding, "s"), [Prompt]}, Encoding);
format_prompt(Prompt, Encoding) ->
    format_prompt({format, prompt_format(Encoding, "p"), [Prompt]}, Encoding).

prompt_format(latin1, Control) -> "~" ++ Control;
prompt_format(_, Control) -> "~t" ++ Control.

%% Reads a string by a format.
%% > io_lib:fread("~d,~d", "12,34 rest").
%% {ok,"\f\""," rest"}
-spec fread(string(), string()) ->
          {ok, [fread_item()], string()} | {more, string(), non_neg_integer(), [fread_item()]} |
          {error, {fread, fread_error()}}.
fread(Format, String) -> erlet_fread:fread(Format, String).

%% Reads by a format from text that comes in parts.
%% > io_lib:fread([], "12\n", "~d").
%% {done,{ok,"\f"},[]}
-spec fread(continuation() | [], string() | eof, string()) ->
          {more, continuation()} | {done, term(), string()}.
fread(Continuation, Chars, Format) -> erlet_fread:fread(Continuation, Chars, Format).
