%%% JSON: the module `json` of OTP 27. Encoding gives iodata; decoding takes a binary, whole or in parts.
%%%
%%% The decoder is one machine whose state is what is left to read, the stack of open arrays and objects, and their accumulators:
%%% where the text ends too early, that state is the continuation. Without callbacks `none` stands for them.
-module(json).

-compile({inline, [digit/1]}).

-export([encode/1, encode/2, encode_value/2, encode_atom/2, encode_integer/1, encode_float/1, encode_list/2, encode_map/2,
         encode_map_checked/2, encode_key_value_list/2, encode_key_value_list_checked/2, encode_binary/1,
         encode_binary_escape_all/1]).
-export([format/1, format/2, format/3, format_value/3, format_key_value_list/3, format_key_value_list_checked/3]).
-export([decode/1, decode/3, decode_start/3, decode_continue/2]).

-export_type([encoder/0, encode_value/0, formatter/0, decoders/0, decode_value/0, continuation_state/0]).

-type encoder() :: fun((term(), encoder()) -> iodata()).
-type formatter() :: fun((term(), term(), map()) -> iodata()).
-type encode_value() :: integer() | float() | boolean() | null | binary() | atom() | list() | map().
-type decode_value() :: integer() | float() | boolean() | null | binary() | [decode_value()] | #{binary() => decode_value()}.
-type decoders() :: #{atom() => term()}.
-opaque continuation_state() :: tuple().

%%% Encoding

%% A term as JSON.
%% > iolist_to_binary(json:encode(#{a => [1, 2.5, true, null]})).
%% <<"{\"a\":[1,2.5,true,null]}">>
%% > json:encode({a}).
%% ** error:{unsupported_type,{a}}
-spec encode(encode_value()) -> iodata().
encode(Term) -> value(Term).

%% As encode/1, with a function that is asked for each term. It gets itself as its second argument, to go on with the
%% parts; what it has no wish about it gives to encode_value/2.
%% > Encode = fun({x, N}, _) -> integer_to_list(N, 16); (Term, Encode) -> json:encode_value(Term, Encode) end,
%%   iolist_to_binary(json:encode([{x, 255}, a], Encode)).
%% <<"[FF,\"a\"]">>
-spec encode(term(), encoder()) -> iodata().
encode(Term, Encoder) when is_function(Encoder, 2) -> Encoder(Term, Encoder).

%% What encode/1 makes of a term, its parts by a function. Fails with `{unsupported_type, Term}` for a tuple, pid and
%% so on.
%% > iolist_to_binary(json:encode_value([1, b], fun json:encode_value/2)).
%% <<"[1,\"b\"]">>
-spec encode_value(term(), encoder()) -> iodata().
encode_value(Term, Encode) when is_atom(Term) -> encode_atom(Term, Encode);
encode_value(Term, _) when is_binary(Term) -> encode_binary(Term);
encode_value(Term, _) when is_integer(Term) -> encode_integer(Term);
encode_value(Term, _) when is_float(Term) -> encode_float(Term);
encode_value(Term, Encode) when is_list(Term) -> encode_list(Term, Encode);
encode_value(Term, Encode) when is_map(Term) -> encode_map(Term, Encode);
encode_value(Term, _) -> error({unsupported_type, Term}).

%% The same without a function.
value(Term) when is_binary(Term) -> encode_binary(Term);
value(Term) when is_integer(Term) -> integer_to_binary(Term);
value(true) -> <<"true">>;
value(false) -> <<"false">>;
value(null) -> <<"null">>;
value([]) -> <<"[]">>;
value([First | Rest]) -> [$[, value(First) | values(Rest)];
value(Term) when is_map(Term) -> members(maps:to_list(Term));
value(Term) when is_float(Term) -> encode_float(Term);
value(Term) when is_atom(Term) -> encode_binary(atom_to_binary(Term));
value(Term) -> error({unsupported_type, Term}).

values([Term | Rest]) -> [$,, value(Term) | values(Rest)];
values([]) -> "]".

members([]) -> <<"{}">>;
members([{Key, Term} | Rest]) -> [${, key(Key), $:, value(Term) | more_members(Rest)].

more_members([{Key, Term} | Rest]) -> [$,, key(Key), $:, value(Term) | more_members(Rest)];
more_members([]) -> "}".

%% true, false and null are themselves; other atoms are strings, by the function.
%% > [iolist_to_binary(json:encode_atom(A, fun json:encode_value/2)) || A <- [null, hello]].
%% [<<"null">>,<<"\"hello\"">>]
-spec encode_atom(atom(), encoder()) -> iodata().
encode_atom(true, _) -> <<"true">>;
encode_atom(false, _) -> <<"false">>;
encode_atom(null, _) -> <<"null">>;
encode_atom(Atom, Encode) -> Encode(atom_to_binary(Atom), Encode).

%% An integer as a number.
%% > iolist_to_binary(json:encode_integer(12)).
%% <<"12">>
-spec encode_integer(integer()) -> iodata().
encode_integer(Integer) -> integer_to_binary(Integer).

%% A float as the shortest number that is read as the same float.
%% > iolist_to_binary(json:encode_float(0.1)).
%% <<"0.1">>
-spec encode_float(float()) -> iodata().
encode_float(Float) -> float_to_binary(Float, [short]).

%% A list as an array; a string is a list of numbers.
%% > iolist_to_binary(json:encode_list("ab", fun json:encode_value/2)).
%% <<"[97,98]">>
-spec encode_list(list(), encoder()) -> iodata().
encode_list([], _) -> <<"[]">>;
encode_list([First | Rest], Encode) when is_function(Encode, 2) -> [$[, Encode(First, Encode) | items(Rest, Encode)].

items([Term | Rest], Encode) -> [$,, Encode(Term, Encode) | items(Rest, Encode)];
items([], _) -> "]".

%% A map as an object; keys are binaries, atoms, integers or floats. Keys that become the same string stand twice.
%% > iolist_to_binary(json:encode_map(#{1 => one}, fun json:encode_value/2)).
%% <<"{\"1\":\"one\"}">>
-spec encode_map(map(), encoder()) -> iodata().
encode_map(Map, Encode) when is_map(Map), is_function(Encode, 2) -> encode_key_value_list(maps:to_list(Map), Encode).

%% As encode_map/2; keys that become the same string fail with `{duplicate_key, Key}`.
%% > json:encode_map_checked(#{a => 1, <<"a">> => 2}, fun json:encode_value/2).
%% ** error:{duplicate_key,<<"a">>}
-spec encode_map_checked(map(), encoder()) -> iodata().
encode_map_checked(Map, Encode) -> encode_key_value_list_checked(maps:to_list(Map), Encode).

%% Pairs as an object, in their order.
%% > iolist_to_binary(json:encode_key_value_list([{b, 1}, {a, 2}], fun json:encode_value/2)).
%% <<"{\"b\":1,\"a\":2}">>
-spec encode_key_value_list([{term(), term()}], encoder()) -> iodata().
encode_key_value_list([], _) -> <<"{}">>;
encode_key_value_list([{Key, Term} | Rest], Encode) when is_function(Encode, 2) ->
    [${, key(Key, Encode), $:, Encode(Term, Encode) | pairs(Rest, Encode)].

pairs([{Key, Term} | Rest], Encode) -> [$,, key(Key, Encode), $:, Encode(Term, Encode) | pairs(Rest, Encode)];
pairs([], _) -> "}".

%% As encode_key_value_list/2; keys that become the same string fail with `{duplicate_key, Key}`.
%% > json:encode_key_value_list_checked([{a, 1}, {a, 2}], fun json:encode_value/2).
%% ** error:{duplicate_key,a}
-spec encode_key_value_list_checked([{term(), term()}], encoder()) -> iodata().
encode_key_value_list_checked(Pairs, Encode) ->
    once(Pairs, Encode, #{}),
    encode_key_value_list(Pairs, Encode).

once([{Key, _} | Rest], Encode, Seen) ->
    Text = iolist_to_binary(key(Key, Encode)),
    is_map_key(Text, Seen) andalso error({duplicate_key, Key}),
    once(Rest, Encode, Seen#{Text => []});
once([], _, _) -> ok.

key(Key) when is_binary(Key) -> encode_binary(Key);
key(Key) -> key(Key, fun(Text, _) -> encode_binary(Text) end).

key(Key, Encode) when is_atom(Key) -> Encode(atom_to_binary(Key), Encode);
key(Key, Encode) when is_binary(Key) -> Encode(Key, Encode);
key(Key, _) when is_integer(Key) -> [$", integer_to_binary(Key), $"];
key(Key, _) when is_float(Key) -> [$", encode_float(Key), $"];
key(Key, _) -> error({unsupported_type, Key}).

%% UTF-8 text as a string; only what has to be is escaped. Fails with `{invalid_byte, Byte}` or unexpected_end when it
%% is none.
%% > iolist_to_binary(json:encode_binary(<<"a\"b">>)).
%% <<"\"a\\\"b\"">>
%% > json:encode_binary(<<255>>).
%% ** error:{invalid_byte,255}
-spec encode_binary(binary()) -> iodata().
encode_binary(Bytes) when is_binary(Bytes) ->
    case erts_internal:plain_text(Bytes, 0) of
        Count when Count =:= byte_size(Bytes) -> [$", Bytes, $"];
        Count ->
            <<Plain:Count/binary, Rest/binary>> = Bytes,
            [$", Plain, escaped(Rest, Bytes) | "\""]
    end.

escaped(<<>>, _) -> [];
escaped(<<Char/utf8, Rest/binary>> = Text, Bytes) ->
    case escape(Char) of
        none ->
            %% A character beyond ASCII: all that need no escape after it go with it.
            Count = wide(Rest, byte_size(Text) - byte_size(Rest)),
            <<Plain:Count/binary, More/binary>> = Text,
            [Plain | escaped(More, Bytes)];
        Escape -> [Escape | escaped(Rest, Bytes)]
    end;
escaped(Text, _) -> bad_text(Text).

wide(<<Char/utf8, Rest/binary>> = Text, Count) ->
    case escape(Char) of
        none -> wide(Rest, Count + byte_size(Text) - byte_size(Rest));
        _ -> Count
    end;
wide(_, Count) -> Count.

%% What is no UTF-8: cut off, or wrong.
bad_text(<<Byte, _/binary>> = Text) ->
    case unicode:characters_to_binary(Text) of
        {incomplete, _, _} -> error(unexpected_end);
        _ -> error({invalid_byte, Byte})
    end.

escape($") -> <<"\\\"">>;
escape($\\) -> <<"\\\\">>;
escape($\b) -> <<"\\b">>;
escape($\t) -> <<"\\t">>;
escape($\n) -> <<"\\n">>;
escape($\f) -> <<"\\f">>;
escape($\r) -> <<"\\r">>;
escape(Char) when Char < 32 -> hexed(Char);
escape(_) -> none.

hexed(Unit) -> io_lib:format("\\u~4.16.0b", [Unit]).

%% As encode_binary/1, in ASCII only: other characters are escaped.
%% > iolist_to_binary(json:encode_binary_escape_all(<<"é"/utf8>>)).
%% <<"\"\\u00e9\"">>
-spec encode_binary_escape_all(binary()) -> iodata().
encode_binary_escape_all(Bytes) when is_binary(Bytes) -> [$", all_escaped(Bytes), $"].

all_escaped(Text) ->
    Count = erts_internal:plain_text(Text, 0),
    <<Plain:Count/binary, Rest/binary>> = Text,
    case Rest of
        <<>> -> Plain;
        <<Char/utf8, More/binary>> -> [Plain, ascii(Char) | all_escaped(More)];
        _ -> bad_text(Rest)
    end.

ascii(Char) when Char > 16#ffff ->
    [hexed(16#d800 + ((Char - 16#10000) bsr 10)), hexed(16#dc00 + ((Char - 16#10000) band 16#3ff))];
ascii(Char) when Char > 127 -> hexed(Char);
ascii(Char) ->
    case escape(Char) of
        none -> Char;
        Escape -> Escape
    end.

%%% Formatting

%% A term as JSON over several lines, two spaces deeper for each level, a newline at its end.
%% > iolist_to_binary(json:format(#{list => [1, #{}]})).
%% <<"{\n  \"list\": [\n    1,\n    {}\n  ]\n}\n">>
-spec format(term()) -> iodata().
format(Term) -> format(Term, #{}).

%% As format/1 with options: indent, the spaces of a level; max, how long a line may be for an array to stay on it. Or
%% with a function that is asked for each term, as encode/2 has one; it gets the state of the layout as its third
%% argument.
%% > iolist_to_binary(json:format(#{a => 1}, #{indent => 4})).
%% <<"{\n    \"a\": 1\n}\n">>
-spec format(term(), #{indent => non_neg_integer(), max => non_neg_integer()} | formatter()) -> iodata().
format(Term, Options) when is_map(Options) -> format(Term, fun format_value/3, Options);
format(Term, Formatter) when is_function(Formatter, 3) -> format(Term, Formatter, #{}).

%% As format/2, with a function and options.
%% > Format = fun({N, M}, F, S) -> json:format_value(N / M, F, S); (T, F, S) -> json:format_value(T, F, S) end,
%%   iolist_to_binary(json:format([{1, 2}], Format, #{})).
%% <<"[0.5]\n">>
-spec format(term(), formatter(), map()) -> iodata().
format(Term, Formatter, Options) when is_function(Formatter, 3), is_map(Options) ->
    State = maps:merge(#{indent => 2, max => 100, level => 0, col => 0}, Options),
    [Formatter(Term, Formatter, State), $\n].

%% What format/1 makes of a term, its parts by a function: to be called by the function of format/2,3.
%% > Format = fun(A, F, S) when is_atom(A) -> json:format_value(atom_to_binary(A), F, S); (T, F,
%%   S) -> json:format_value(T, F, S) end,
%%   iolist_to_binary(json:format(true, Format)).
%% <<"\"true\"\n">>
-spec format_value(term(), formatter(), map()) -> iodata().
format_value(Term, Format, State) when is_atom(Term) -> encode_atom(Term, fun(Text, _) -> Format(Text, Format, State) end);
format_value(Term, _, _) when is_binary(Term) -> encode_binary(Term);
format_value(Term, _, _) when is_integer(Term) -> encode_integer(Term);
format_value(Term, _, _) when is_float(Term) -> encode_float(Term);
format_value([], _, _) -> <<"[]">>;
format_value(Term, Format, #{max := Max, level := Level} = State) when is_list(Term) ->
    Inner = State#{level := Level + 1},
    Items = [Format(One, Format, Inner) || One <- Term],
    case lists:all(fun(One) -> not (is_list(One) orelse is_map(One)) end, Term) of
        true ->
            %% Numbers and strings stand side by side as far as the line goes.
            filled(Items, Max, level(Inner), level(State));
        false -> [$[, break(Inner), lists:join([$,, break(Inner)], Items), break(State), $]]
    end;
format_value(Term, Format, State) when is_map(Term) -> format_key_value_list(maps:to_list(Term), Format, State);
format_value(Term, _, _) -> error({unsupported_type, Term}).

filled(Items, Max, Inner, Outer) ->
    Texts = [iolist_to_binary(Item) || Item <- Items],
    case Outer + lists:sum([byte_size(Text) + 1 || Text <- Texts]) + 1 =< Max of
        true -> [$[, lists:join($,, Texts), $]];
        false -> [$[, spaces(Inner), lines(Texts, Inner, Inner, Max), spaces(Outer), $]]
    end.

lines([Text], _, _, _) -> Text;
lines([Text | Texts], Column, Inner, Max) ->
    Next = Column + byte_size(Text) + 1,
    case Next + byte_size(hd(Texts)) + 1 > Max of
        true -> [Text, $,, spaces(Inner) | lines(Texts, Inner, Inner, Max)];
        false -> [Text, $, | lines(Texts, Next, Inner, Max)]
    end.

%% Pairs as an object, in their order: to be called by the function of format/2,3.
%% > Format = fun([{_, _} | _] = Pairs, F, S) -> json:format_key_value_list(Pairs, F, S); (T, F,
%%   S) -> json:format_value(T, F, S) end,
%%   iolist_to_binary(json:format([{b, 1}, {a, 2}], Format)).
%% <<"{\n  \"b\": 1,\n  \"a\": 2\n}\n">>
-spec format_key_value_list([{term(), term()}], formatter(), map()) -> iodata().
format_key_value_list([], _, _) -> <<"{}">>;
format_key_value_list(Pairs, Format, #{level := Level} = State) ->
    Inner = State#{level := Level + 1},
    Key = fun(Text, _) -> Format(Text, Format, Inner) end,
    Members = [[key(One, Key), <<": ">>, Format(Term, Format, Inner)] || {One, Term} <- Pairs],
    [${, break(Inner), lists:join([$,, break(Inner)], Members), break(State), $}].

%% As format_key_value_list/3; keys that become the same string fail with `{duplicate_key, Key}`.
%% > Format = fun([{_, _} | _] = Pairs, F, S) -> json:format_key_value_list_checked(Pairs, F, S); (T, F,
%%   S) -> json:format_value(T, F, S) end,
%%   json:format([{a, 1}, {a, 2}], Format).
%% ** error:{duplicate_key,a}
-spec format_key_value_list_checked([{term(), term()}], formatter(), map()) -> iodata().
format_key_value_list_checked(Pairs, Format, State) ->
    once(Pairs, fun(Text, _) -> Format(Text, Format, State) end, #{}),
    format_key_value_list(Pairs, Format, State).

level(#{indent := Indent, level := Level}) -> Indent * Level.

break(State) -> spaces(level(State)).

spaces(Count) -> [$\n, lists:duplicate(Count, $\s)].

%%% Decoding

%% The value of a JSON text: objects are maps with binaries for keys, strings binaries, null the atom. Fails with
%% unexpected_end, `{invalid_byte, Byte}` or `{unexpected_sequence, Bytes}`.
%% > json:decode(<<"{\"a\": [1, null]}">>).
%% #{<<"a">> => [1,null]}
%% > json:decode(<<"[1">>).
%% ** error:unexpected_end
%% > json:decode(<<"[1,]">>).
%% ** error:{invalid_byte,93}
-spec decode(binary()) -> decode_value().
decode(Text) when is_binary(Text) ->
    case after_value(go(Text, [], [], none)) of
        {Value, _, <<>>} -> Value;
        {_, _, <<Byte, _/binary>>} -> error({invalid_byte, Byte})
    end.

%% The value that begins a text, made by callbacks, then the accumulator and what follows. Callbacks: array_start,
%% array_push, array_finish, object_start, object_push, object_finish, float, integer, string (funs), null (a term).
%% > json:decode(<<"{\"a\": null, \"b\": 2} rest">>, start, #{null => none, object_finish => fun(Pairs,
%%   Old) -> {lists:reverse(Pairs), Old} end}).
%% {[{<<"a">>,none},{<<"b">>,2}],start,<<"rest">>}
-spec decode(binary(), term(), decoders()) -> {term(), term(), binary()}.
decode(Text, Acc, Decoders) when is_binary(Text) -> after_value(go(Text, Acc, [], callbacks(Decoders))).

after_value({continue, {Rest, Acc, Stack, Decoders, Number, Place}}) when Number ->
    %% The end of the text ends a number.
    case resumed(Place, <<Rest/binary, " ">>, Acc, Stack, Decoders) of
        {Value, Last, <<>>} -> {Value, Last, <<>>};
        {continue, _} -> error(unexpected_end)
    end;
after_value({continue, _}) -> error(unexpected_end);
after_value(Done) -> Done.

blank(<<Byte, Rest/binary>>) when Byte =:= $\s; Byte =:= $\n; Byte =:= $\t; Byte =:= $\r -> blank(Rest);
blank(Rest) -> Rest.

%% Begins a text that comes in parts: what decode/3 gives, or `{continue, State}` when it is not whole.
%% > {continue, State} = json:decode_start(<<"[1, tr">>, ok, #{}), json:decode_continue(<<"ue]">>, State).
%% {[1,true],ok,<<>>}
-spec decode_start(binary(), term(), decoders()) -> {term(), term(), binary()} | {continue, continuation_state()}.
decode_start(Text, Acc, Decoders) when is_binary(Text) -> go(Text, Acc, [], callbacks(Decoders)).

%% Goes on with the next part, or with end_of_input when there is none: a number may be whole only then.
%% > {continue, State} = json:decode_start(<<"12">>, ok, #{}), json:decode_continue(end_of_input, State).
%% {12,ok,<<>>}
-spec decode_continue(binary() | end_of_input, continuation_state()) -> {term(), term(), binary()} | {continue, continuation_state()}.
decode_continue(end_of_input, State) -> after_value({continue, State});
decode_continue(Text, {Rest, Acc, Stack, Decoders, _, Place}) when is_binary(Text) ->
    resumed(Place, <<Rest/binary, Text/binary>>, Acc, Stack, Decoders).

resumed(value, Text, Acc, Stack, Decoders) -> go(Text, Acc, Stack, Decoders);
resumed(first, Text, Acc, Stack, Decoders) -> first(Text, Acc, Stack, Decoders);
resumed(member, Text, Acc, Stack, Decoders) -> member(Text, Acc, Stack, Decoders);
resumed(first_member, Text, Acc, Stack, Decoders) -> first_member(Text, Acc, Stack, Decoders);
resumed({colon, Key}, Text, Acc, Stack, Decoders) -> colon(Text, Key, Acc, Stack, Decoders);
resumed(next, Text, Acc, Stack, Decoders) -> next(Text, Acc, Stack, Decoders).

-record(callbacks, {array_start, array_push, array_finish, object_start, object_push, object_finish, float, integer, string, null}).

callbacks(Decoders) when is_map(Decoders) ->
    Default = #{array_start => fun(_) -> [] end, array_push => fun(Value, Acc) -> [Value | Acc] end,
                array_finish => fun(Acc, Old) -> {lists:reverse(Acc), Old} end, object_start => fun(_) -> [] end,
                object_push => fun(Key, Value, Acc) -> [{Key, Value} | Acc] end,
                object_finish => fun(Acc, Old) -> {maps:from_list(Acc), Old} end, float => fun binary_to_float/1,
                integer => fun binary_to_integer/1, string => fun(Text) -> Text end, null => null},
    All = maps:merge(Default, Decoders),
    list_to_tuple([callbacks | [map_get(Name, All) || Name <- record_info(fields, callbacks)]]).

%% A value. The stack has for each open array or object the accumulator before it, for a member under way its key, too.
go(<<Byte, Rest/binary>>, Acc, Stack, D) when Byte =:= $\s; Byte =:= $\n; Byte =:= $\t; Byte =:= $\r -> go(Rest, Acc, Stack, D);
go(<<$", Rest/binary>> = All, Acc, Stack, D) ->
    case string_end(Rest) of
        {Text, More} -> pushed(string(Text, D), More, Acc, Stack, D);
        unfinished -> {continue, {All, Acc, Stack, D, false, value}}
    end;
go(<<${, Rest/binary>>, Acc, Stack, none) -> first_member(Rest, [], [Acc | Stack], none);
go(<<${, Rest/binary>>, Acc, Stack, D) -> first_member(Rest, (D#callbacks.object_start)(Acc), [Acc | Stack], D);
go(<<$[, Rest/binary>>, Acc, Stack, none) -> first(Rest, [], [{array, Acc} | Stack], none);
go(<<$[, Rest/binary>>, Acc, Stack, D) -> first(Rest, (D#callbacks.array_start)(Acc), [{array, Acc} | Stack], D);
go(<<"true", Rest/binary>>, Acc, Stack, D) -> pushed(true, Rest, Acc, Stack, D);
go(<<"false", Rest/binary>>, Acc, Stack, D) -> pushed(false, Rest, Acc, Stack, D);
go(<<"null", Rest/binary>>, Acc, Stack, none) -> pushed(null, Rest, Acc, Stack, none);
go(<<"null", Rest/binary>>, Acc, Stack, D) -> pushed(D#callbacks.null, Rest, Acc, Stack, D);
go(<<Byte, _/binary>> = All, Acc, Stack, D) when Byte =:= $-; $0 =< Byte, Byte =< $9 ->
    case number(All) of
        {Kind, Count} ->
            <<Text:Count/binary, Rest/binary>> = All,
            pushed(numbered(Kind, Text, D), Rest, Acc, Stack, D);
        unfinished -> {continue, {All, Acc, Stack, D, true, value}}
    end;
go(<<>>, Acc, Stack, D) -> {continue, {<<>>, Acc, Stack, D, false, value}};
go(Rest, Acc, Stack, D) -> word(Rest, Acc, Stack, D).

%% The beginning of a word, or no value at all.
word(Rest, Acc, Stack, D) ->
    Begins = fun(Word) -> byte_size(Rest) < byte_size(Word) andalso binary:part(Word, 0, byte_size(Rest)) =:= Rest end,
    case lists:any(Begins, [<<"true">>, <<"false">>, <<"null">>]) of
        true -> {continue, {Rest, Acc, Stack, D, false, value}};
        false -> error({invalid_byte, wrong_byte(Rest, [<<"true">>, <<"false">>, <<"null">>])})
    end.

%% The first byte that is wrong in a word.
wrong_byte(<<Byte, _/binary>> = Rest, Words) ->
    case [Word || <<First, _/binary>> = Word <- Words, First =:= Byte] of
        [Word] -> binary:at(Rest, binary:longest_common_prefix([Rest, Word]));
        [] -> Byte
    end.

string(Text, none) -> Text;
string(Text, D) -> (D#callbacks.string)(Text).

numbered(integer, Text, none) -> binary_to_integer(Text);
numbered(float, Text, none) -> binary_to_float(Text);
numbered({whole, Mantissa}, Text, D) ->
    %% Erlang's floats have a point.
    <<Before:Mantissa/binary, Exponent/binary>> = Text,
    numbered(float, <<Before/binary, ".0", Exponent/binary>>, D);
numbered(integer, Text, D) -> (D#callbacks.integer)(Text);
numbered(float, Text, D) -> (D#callbacks.float)(Text).

%% A value is there: the whole one, an element, or a member's.
pushed(Value, Rest, Acc, [], _) -> {Value, Acc, blank(Rest)};
pushed(Value, Rest, Acc, [{member, Key, Old} | Stack], none) -> next(Rest, [{Key, Value} | Acc], [{object, Old} | Stack], none);
pushed(Value, Rest, Acc, [{member, Key, Old} | Stack], D) ->
    next(Rest, (D#callbacks.object_push)(Key, Value, Acc), [{object, Old} | Stack], D);
pushed(Value, Rest, Acc, Stack, none) -> next(Rest, [Value | Acc], Stack, none);
pushed(Value, Rest, Acc, Stack, D) -> next(Rest, (D#callbacks.array_push)(Value, Acc), Stack, D).

%% After an element or a member.
next(<<$,, Rest/binary>>, Acc, [{object, Old} | Stack], D) -> member(Rest, Acc, [Old | Stack], D);
next(<<$,, Rest/binary>>, Acc, Stack, D) -> go(Rest, Acc, Stack, D);
next(<<$}, Rest/binary>>, Acc, [{object, Old} | Stack], D) -> object(Rest, Acc, Old, Stack, D);
next(<<$], Rest/binary>>, Acc, [{array, Old} | Stack], D) -> array(Rest, Acc, Old, Stack, D);
next(<<Byte, Rest/binary>>, Acc, Stack, D) when Byte =:= $\s; Byte =:= $\n; Byte =:= $\t; Byte =:= $\r -> next(Rest, Acc, Stack, D);
next(<<>>, Acc, Stack, D) -> {continue, {<<>>, Acc, Stack, D, false, next}};
next(<<Byte, _/binary>>, _, _, _) -> error({invalid_byte, Byte}).

object(Rest, Acc, Old, Stack, none) -> pushed(maps:from_list(Acc), Rest, Old, Stack, none);
object(Rest, Acc, Old, Stack, D) ->
    {Value, Acc1} = (D#callbacks.object_finish)(Acc, Old),
    pushed(Value, Rest, Acc1, Stack, D).

array(Rest, Acc, Old, Stack, none) -> pushed(lists:reverse(Acc), Rest, Old, Stack, none);
array(Rest, Acc, Old, Stack, D) ->
    {Value, Acc1} = (D#callbacks.array_finish)(Acc, Old),
    pushed(Value, Rest, Acc1, Stack, D).

%% After `[`.
first(<<$], Rest/binary>>, Acc, [{array, Old} | Stack], D) -> array(Rest, Acc, Old, Stack, D);
first(<<Byte, Rest/binary>>, Acc, Stack, D) when Byte =:= $\s; Byte =:= $\n; Byte =:= $\t; Byte =:= $\r -> first(Rest, Acc, Stack, D);
first(<<>>, Acc, Stack, D) -> {continue, {<<>>, Acc, Stack, D, false, first}};
first(Rest, Acc, Stack, D) -> go(Rest, Acc, Stack, D).

%% After `{`.
first_member(<<$}, Rest/binary>>, Acc, [Old | Stack], D) -> object(Rest, Acc, Old, Stack, D);
first_member(<<Byte, Rest/binary>>, Acc, Stack, D) when Byte =:= $\s; Byte =:= $\n; Byte =:= $\t; Byte =:= $\r ->
    first_member(Rest, Acc, Stack, D);
first_member(<<>>, Acc, Stack, D) -> {continue, {<<>>, Acc, Stack, D, false, first_member}};
first_member(Rest, Acc, Stack, D) -> member(Rest, Acc, Stack, D).

member(<<$", Rest/binary>> = All, Acc, Stack, D) ->
    case string_end(Rest) of
        {Key, More} -> colon(More, string(Key, D), Acc, Stack, D);
        unfinished -> {continue, {All, Acc, Stack, D, false, member}}
    end;
member(<<Byte, Rest/binary>>, Acc, Stack, D) when Byte =:= $\s; Byte =:= $\n; Byte =:= $\t; Byte =:= $\r -> member(Rest, Acc, Stack, D);
member(<<>>, Acc, Stack, D) -> {continue, {<<>>, Acc, Stack, D, false, member}};
member(<<Byte, _/binary>>, _, _, _) -> error({invalid_byte, Byte}).

colon(<<$:, Rest/binary>>, Key, Acc, [Old | Stack], D) -> go(Rest, Acc, [{member, Key, Old} | Stack], D);
colon(<<Byte, Rest/binary>>, Key, Acc, Stack, D) when Byte =:= $\s; Byte =:= $\n; Byte =:= $\t; Byte =:= $\r ->
    colon(Rest, Key, Acc, Stack, D);
colon(<<>>, Key, Acc, Stack, D) -> {continue, {<<>>, Acc, Stack, D, false, {colon, Key}}};
colon(<<Byte, _/binary>>, _, _, _, _) -> error({invalid_byte, Byte}).

%%% Numbers

%% The kind and length of the number that begins a text; unfinished when it goes on to the text's end.
number(<<$-, Rest/binary>>) -> whole(Rest, 1);
number(Rest) -> whole(Rest, 0).

whole(<<$0, Rest/binary>>, Count) -> after_whole(Rest, Count + 1);
whole(<<Digit, Rest/binary>>, Count) when $1 =< Digit, Digit =< $9 -> digits(Rest, Count + 1);
whole(<<>>, _) -> unfinished;
whole(<<Byte, _/binary>>, _) -> error({invalid_byte, Byte}).

digits(<<Digit, Rest/binary>>, Count) when $0 =< Digit, Digit =< $9 -> digits(Rest, Count + 1);
digits(Rest, Count) -> after_whole(Rest, Count).

after_whole(<<$., Rest/binary>>, Count) -> fraction(Rest, Count + 1);
after_whole(<<E, Rest/binary>>, Count) when E =:= $e; E =:= $E -> exponent(Rest, Count + 1, {whole, Count});
after_whole(<<>>, _) -> unfinished;
after_whole(_, Count) -> {integer, Count}.

fraction(<<Digit, Rest/binary>>, Count) when $0 =< Digit, Digit =< $9 -> fraction_digits(Rest, Count + 1);
fraction(<<>>, _) -> unfinished;
fraction(<<Byte, _/binary>>, _) -> error({invalid_byte, Byte}).

fraction_digits(<<Digit, Rest/binary>>, Count) when $0 =< Digit, Digit =< $9 -> fraction_digits(Rest, Count + 1);
fraction_digits(<<E, Rest/binary>>, Count) when E =:= $e; E =:= $E -> exponent(Rest, Count + 1, float);
fraction_digits(<<>>, _) -> unfinished;
fraction_digits(_, Count) -> {float, Count}.

exponent(<<Sign, Rest/binary>>, Count, Kind) when Sign =:= $+; Sign =:= $- -> exponent_digit(Rest, Count + 1, Kind);
exponent(Rest, Count, Kind) -> exponent_digit(Rest, Count, Kind).

exponent_digit(<<Digit, Rest/binary>>, Count, Kind) when $0 =< Digit, Digit =< $9 -> exponent_digits(Rest, Count + 1, Kind);
exponent_digit(<<>>, _, _) -> unfinished;
exponent_digit(<<Byte, _/binary>>, _, _) -> error({invalid_byte, Byte}).

exponent_digits(<<Digit, Rest/binary>>, Count, Kind) when $0 =< Digit, Digit =< $9 -> exponent_digits(Rest, Count + 1, Kind);
exponent_digits(<<>>, _, _) -> unfinished;
exponent_digits(_, Count, Kind) -> {Kind, Count}.

%%% Strings

%% A string after its quote, and what follows it; unfinished when its end is not there yet.
string_end(Text) ->
    Count = erts_internal:plain_text(Text, 0),
    case Text of
        <<String:Count/binary, $", Rest/binary>> -> {String, Rest};
        <<_:Count/binary>> -> unfinished;
        <<String:Count/binary, Rest/binary>> -> special(Rest, String)
    end.

special(<<$", Rest/binary>>, Done) -> {Done, Rest};
special(<<$\\, Rest/binary>>, Done) -> unescaped(Rest, Done);
special(<<Byte, _/binary>>, _) when Byte < 32 -> error({invalid_byte, Byte});
special(<<Byte, Rest/binary>>, Done) when Byte < 128 ->
    Count = erts_internal:plain_text(Rest, 0),
    <<Plain:Count/binary, More/binary>> = Rest,
    special(More, <<Done/binary, Byte, Plain/binary>>);
special(<<Char/utf8, Rest/binary>>, Done) -> special(Rest, <<Done/binary, Char/utf8>>);
special(<<>>, _) -> unfinished;
special(<<Byte, _/binary>> = Text, _) ->
    case byte_size(Text) < 4 andalso unicode:characters_to_binary(Text) of
        {incomplete, _, _} -> unfinished;
        _ -> error({invalid_byte, Byte})
    end.

unescaped(<<$u, A, B, C, D, Rest/binary>>, Done) ->
    case unit([A, B, C, D]) of
        High when 16#d800 =< High, High < 16#dc00 -> surrogate(Rest, High, [A, B, C, D], Done);
        Low when 16#dc00 =< Low, Low < 16#e000 -> error({unexpected_sequence, <<"\\u", A, B, C, D>>});
        Char -> special(Rest, <<Done/binary, Char/utf8>>)
    end;
unescaped(<<$u, _/binary>>, _) -> unfinished;
unescaped(<<Char, Rest/binary>>, Done) ->
    Byte = case Char of
               $" -> $";
               $\\ -> $\\;
               $/ -> $/;
               $b -> $\b;
               $f -> $\f;
               $n -> $\n;
               $r -> $\r;
               $t -> $\t;
               _ -> error({invalid_byte, Char})
           end,
    special(Rest, <<Done/binary, Byte>>);
unescaped(<<>>, _) -> unfinished.

surrogate(<<"\\u", A, B, C, D, Rest/binary>>, High, First, Done) ->
    case unit([A, B, C, D]) of
        Low when 16#dc00 =< Low, Low < 16#e000 ->
            Char = 16#10000 + ((High band 16#3ff) bsl 10) + (Low band 16#3ff),
            special(Rest, <<Done/binary, Char/utf8>>);
        _ -> error({unexpected_sequence, iolist_to_binary(["\\u", First, "\\u", A, B, C, D])})
    end;
surrogate(<<"\\u", _/binary>>, _, _, _) -> unfinished;
surrogate(<<"\\">>, _, _, _) -> unfinished;
surrogate(<<>>, _, _, _) -> unfinished;
surrogate(_, _, First, _) -> error({unexpected_sequence, iolist_to_binary(["\\u", First])}).

unit(Digits) -> lists:foldl(fun(Digit, Unit) -> Unit * 16 + digit(Digit) end, 0, Digits).

digit(Digit) when $0 =< Digit, Digit =< $9 -> Digit - $0;
digit(Digit) when $a =< Digit, Digit =< $f -> Digit - $a + 10;
digit(Digit) when $A =< Digit, Digit =< $F -> Digit - $A + 10;
digit(Byte) -> error({invalid_byte, Byte}).
