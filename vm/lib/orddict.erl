%%% Dictionaries as lists of {Key, Value} in the order of the keys; keys are the same if they compare equal.

-module(orddict).

-export([append/3, append_list/3, erase/2, fetch/2, fetch_keys/1, filter/2, find/2, fold/3, from_list/1, is_empty/1,
         is_key/2, map/2, merge/3, new/0, size/1, store/3, take/2, to_list/1, update/3, update/4, update_counter/3]).

-export_type([orddict/0, orddict/2]).

-type orddict(Key, Value) :: [{Key, Value}].
-type orddict() :: orddict(term(), term()).

%% The empty dictionary.
%% > orddict:new().
%% []
-spec new() -> orddict(none(), none()).
new() -> [].

%% A dictionary of pairs; the last one of a key counts.
%% > orddict:from_list([{b, 2}, {a, 1}]).
%% [{a,1},{b,2}]
-spec from_list([{Key, Value}]) -> orddict(Key, Value).
from_list([]) -> [];
from_list(Pairs = [{_, _}]) -> Pairs;
from_list(Pairs) when is_list(Pairs) -> lists:ukeysort(1, lists:reverse(checked(Pairs))).

checked(Pairs) -> lists:map(fun(Pair = {_, _}) -> Pair end, Pairs).

%% The pairs.
%% > orddict:to_list([{a, 1}]).
%% [{a,1}]
-spec to_list(orddict(Key, Value)) -> [{Key, Value}].
to_list(Dict) -> Dict.

%% Whether there are no pairs.
%% > orddict:is_empty([]).
%% true
-spec is_empty(orddict()) -> boolean().
is_empty([]) -> true;
is_empty([_ | _]) -> false.

%% The number of pairs.
%% > orddict:size([{a, 1}]).
%% 1
-spec size(orddict()) -> non_neg_integer().
size(Dict) -> length(Dict).

%% Whether there is a key.
%% > orddict:is_key(a, [{a, 1}]).
%% true
-spec is_key(Key, orddict(Key, term())) -> boolean().
is_key(Key, [{Other, _} | _]) when Key < Other -> false;
is_key(Key, [{Other, _} | Rest]) when Key > Other -> is_key(Key, Rest);
is_key(_, [{_, _} | _]) -> true;
is_key(_, []) -> false.

%% The value of a key that must be there.
%% > orddict:fetch(a, [{a, 1}]).
%% 1
-spec fetch(Key, orddict(Key, Value)) -> Value.
fetch(Key, [{Other, _} | Rest]) when Key > Other -> fetch(Key, Rest);
fetch(Key, [{Other, Value} | _]) when Key == Other -> Value.

%% The value of a key.
%% > orddict:find(a, [{a, 1}]).
%% {ok,1}
%% > orddict:find(b, [{a, 1}]).
%% error
-spec find(Key, orddict(Key, Value)) -> {ok, Value} | error.
find(Key, [{Other, _} | _]) when Key < Other -> error;
find(Key, [{Other, _} | Rest]) when Key > Other -> find(Key, Rest);
find(_, [{_, Value} | _]) -> {ok, Value};
find(_, []) -> error.

%% The keys.
%% > orddict:fetch_keys([{a, 1}, {b, 2}]).
%% [a,b]
-spec fetch_keys(orddict(Key, term())) -> [Key].
fetch_keys([{Key, _} | Rest]) -> [Key | fetch_keys(Rest)];
fetch_keys([]) -> [].

%% The dictionary without a key.
%% > orddict:erase(a, [{a, 1}, {b, 2}]).
%% [{b,2}]
-spec erase(Key, orddict(Key, Value)) -> orddict(Key, Value).
erase(Key, Dict = [{Other, _} | _]) when Key < Other -> Dict;
erase(Key, [Pair = {Other, _} | Rest]) when Key > Other -> [Pair | erase(Key, Rest)];
erase(_, [{_, _} | Rest]) -> Rest;
erase(_, []) -> [].

%% The value of a key and the dictionary without it.
%% > orddict:take(a, [{a, 1}, {b, 2}]).
%% {1,[{b,2}]}
-spec take(Key, orddict(Key, Value)) -> {Value, orddict(Key, Value)} | error.
take(Key, Dict) -> take(Key, Dict, []).

take(Key, [{Other, _} | _], _) when Key < Other -> error;
take(Key, [Pair = {Other, _} | Rest], Before) when Key > Other -> take(Key, Rest, [Pair | Before]);
take(_, [{_, Value} | Rest], Before) -> {Value, lists:reverse(Before, Rest)};
take(_, [], _) -> error.

%% The dictionary with a value for a key.
%% > orddict:store(b, 2, [{a, 1}, {c, 3}]).
%% [{a,1},{b,2},{c,3}]
-spec store(Key, Value, orddict(Key, Value)) -> orddict(Key, Value).
store(Key, Value, Dict = [{Other, _} | _]) when Key < Other -> [{Key, Value} | Dict];
store(Key, Value, [Pair = {Other, _} | Rest]) when Key > Other -> [Pair | store(Key, Value, Rest)];
store(Key, Value, [{_, _} | Rest]) -> [{Key, Value} | Rest];
store(Key, Value, []) -> [{Key, Value}].

%% Appends an element to the list that a key has.
%% > orddict:append(a, 2, [{a, [1]}]).
%% [{a,[1,2]}]
-spec append(Key, Element, orddict(Key, [Element])) -> orddict(Key, [Element]).
append(Key, Element, Dict) -> append_list(Key, [Element], Dict).

%% Appends elements to the list that a key has.
%% > orddict:append_list(a, [2, 3], [{a, [1]}]).
%% [{a,[1,2,3]}]
-spec append_list(Key, [Element], orddict(Key, [Element])) -> orddict(Key, [Element]).
append_list(Key, List, Dict) -> update(Key, fun(Before) -> Before ++ List end, List, Dict).

%% Changes the value of a key that must be there.
%% > orddict:update(a, fun(N) -> N + 1 end, [{a, 1}]).
%% [{a,2}]
-spec update(Key, fun((Value) -> Value), orddict(Key, Value)) -> orddict(Key, Value).
update(Key, Fun, [Pair = {Other, _} | Rest]) when Key > Other -> [Pair | update(Key, Fun, Rest)];
update(Key, Fun, [{Other, Value} | Rest]) when Key == Other -> [{Key, Fun(Value)} | Rest].

%% Changes the value of a key, or sets it.
%% > orddict:update(b, fun(N) -> N + 1 end, 0, [{a, 1}]).
%% [{a,1},{b,0}]
-spec update(Key, fun((Value) -> Value), Value, orddict(Key, Value)) -> orddict(Key, Value).
update(Key, _, Initial, Dict = [{Other, _} | _]) when Key < Other -> [{Key, Initial} | Dict];
update(Key, Fun, Initial, [Pair = {Other, _} | Rest]) when Key > Other -> [Pair | update(Key, Fun, Initial, Rest)];
update(Key, Fun, _, [{_, Value} | Rest]) -> [{Key, Fun(Value)} | Rest];
update(Key, _, Initial, []) -> [{Key, Initial}].

%% Adds to the number that a key has.
%% > orddict:update_counter(a, 5, [{a, 1}]).
%% [{a,6}]
-spec update_counter(Key, number(), orddict(Key, number())) -> orddict(Key, number()).
update_counter(Key, Increment, Dict) -> update(Key, fun(Before) -> Before + Increment end, Increment, Dict).

%% Folds over the pairs.
%% > orddict:fold(fun(_, V, Sum) -> V + Sum end, 0, [{a, 1}, {b, 2}]).
%% 3
-spec fold(fun((Key, Value, Acc) -> Acc), Acc, orddict(Key, Value)) -> Acc.
fold(Fun, Acc, [{Key, Value} | Rest]) -> fold(Fun, Fun(Key, Value, Acc), Rest);
fold(Fun, Acc, []) when is_function(Fun, 3) -> Acc.

%% The dictionary with the results of Fun as values.
%% > orddict:map(fun(_, V) -> V * 2 end, [{a, 1}]).
%% [{a,2}]
-spec map(fun((Key, A) -> B), orddict(Key, A)) -> orddict(Key, B).
map(Fun, [{Key, Value} | Rest]) -> [{Key, Fun(Key, Value)} | map(Fun, Rest)];
map(Fun, []) when is_function(Fun, 2) -> [].

%% The pairs for which Test holds.
%% > orddict:filter(fun(_, V) -> V > 1 end, [{a, 1}, {b, 2}]).
%% [{b,2}]
-spec filter(fun((Key, Value) -> boolean()), orddict(Key, Value)) -> orddict(Key, Value).
filter(Test, [Pair = {Key, Value} | Rest]) ->
    case Test(Key, Value) of
        true -> [Pair | filter(Test, Rest)];
        false -> filter(Test, Rest)
    end;
filter(Test, []) when is_function(Test, 2) ->
    [].

%% The pairs of two dictionaries; Fun makes the values of the keys that are in both.
%% > orddict:merge(fun(_, A, B) -> A + B end, [{a, 1}], [{a, 2}, {b, 3}]).
%% [{a,3},{b,3}]
-spec merge(fun((Key, A, B) -> C), orddict(Key, A), orddict(Key, B)) -> orddict(Key, A | B | C).
merge(Fun, [Pair = {Key1, _} | Rest], Dict2 = [{Key2, _} | _]) when Key1 < Key2 -> [Pair | merge(Fun, Rest, Dict2)];
merge(Fun, Dict1 = [{Key1, _} | _], [Pair = {Key2, _} | Rest]) when Key1 > Key2 -> [Pair | merge(Fun, Dict1, Rest)];
merge(Fun, [{Key, Value1} | Rest1], [{_, Value2} | Rest2]) -> [{Key, Fun(Key, Value1, Value2)} | merge(Fun, Rest1, Rest2)];
merge(Fun, [], Dict2) when is_function(Fun, 3) -> Dict2;
merge(Fun, Dict1, []) when is_function(Fun, 3) -> Dict1.
