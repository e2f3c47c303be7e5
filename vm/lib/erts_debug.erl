%%% How many words terms take: what programs ask of OTP's `erts_debug`. The words are those of OTP on a machine of 64
%%% bits, so that figures can be compared; Erlet's own are what `heap(Pid)` and `process_info` tell.
-module(erts_debug).

-export([flat_size/1, same/2, size/1]).

%% The words of binaries: up to so many bytes they lie on the heap, longer ones are referred to from there.
-define(HEAP_BYTES, 64).
-define(REFERRED_BINARY, 6).
%% What a bit string adds whose last byte is not full.
-define(BIT_STRING, 5).
%% Maps of more keys are trees, whose nodes have up to so many children.
-define(FLAT_KEYS, 32).
-define(CHILDREN, 16).
-define(LEVELS, 8).
%% The smallest integers that do not fit a word.
-define(BIG, (1 bsl 59)).

%% The words that a term takes on the heap, as OTP counts them. What is shared within the term counts each time that it
%% appears: Erlang code cannot see what is.
%% > erts_debug:size([a, b]).
%% 4
%% > erts_debug:size({1, 2.5, "x"}).
%% 8
-spec size(term()) -> non_neg_integer().
size(Term) -> flat_size(Term).

%% The words that a copy of a term takes, as OTP counts them. For a map of more than 32 keys it is what a map takes whose
%% keys are spread evenly.
%% > erts_debug:flat_size([1, {a, b}]).
%% 7
-spec flat_size(term()) -> non_neg_integer().
flat_size(Term) -> words([Term], 0).

%% Whether two terms are the same. Terms that cannot be told apart (`=:=`) count as the same, wherever they lie.
%% > List = [1], [erts_debug:same(List, List), erts_debug:same([1], [2])].
%% [true,false]
-spec same(term(), term()) -> boolean().
same(A, B) -> A =:= B.

%% The words of a list of terms, which is taken apart from its head on.
words([[Head | Tail] | Terms], Sum) -> words([Head, Tail | Terms], Sum + 2);
words([Tuple | Terms], Sum) when is_tuple(Tuple), Tuple =/= {} ->
    words(tuple_to_list(Tuple) ++ Terms, Sum + 1 + tuple_size(Tuple));
words([Map | Terms], Sum) when is_map(Map) ->
    words(maps:fold(fun(Key, Value, Rest) -> [Key, Value | Rest] end, Terms, Map), Sum + map_words(map_size(Map)));
words([Fun | Terms], Sum) when is_function(Fun) ->
    {env, Values} = erlang:fun_info(Fun, env),
    words(Values ++ Terms, Sum + 5 + length(Values));
words([Simple | Terms], Sum) -> words(Terms, Sum + simple_words(Simple));
words([], Sum) -> Sum.

simple_words(N) when is_integer(N), N >= -?BIG, N < ?BIG -> 0;
simple_words(N) when is_integer(N) -> 1 + words_of_bytes(byte_size(binary:encode_unsigned(abs(N))));
simple_words(Float) when is_float(Float) -> 2;
simple_words(Binary) when is_binary(Binary) -> binary_words(byte_size(Binary));
simple_words(Bits) when is_bitstring(Bits) -> ?BIT_STRING + binary_words(byte_size(Bits));
simple_words(Reference) when is_reference(Reference) -> 3;
simple_words(_) -> 0.

binary_words(Bytes) when Bytes =< ?HEAP_BYTES -> 2 + words_of_bytes(Bytes);
binary_words(_) -> ?REFERRED_BINARY.

words_of_bytes(Bytes) -> (Bytes + 7) div 8.

%% A small map has its head, its values and a tuple of its keys, of which the empty one takes nothing. In a tree each key
%% stands in a cell; each node has a head and a word for each child, the root a word more for the size.
map_words(0) -> 3;
map_words(Keys) when Keys =< ?FLAT_KEYS -> 3 + Keys + 1 + Keys;
map_words(Keys) ->
    Nodes = 1 + round(lists:sum([expected_nodes(Keys, Level) || Level <- lists:seq(1, ?LEVELS)])),
    3 * Keys + 2 * Nodes.

%% How many of a level's places have two keys or more below them.
expected_nodes(Keys, Level) ->
    Places = math:pow(?CHILDREN, Level),
    Others = math:pow(1 - 1 / Places, Keys - 1),
    max(0.0, Places * (1 - Others * (1 - 1 / Places) - Keys / Places * Others)).
