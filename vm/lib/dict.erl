%%% Dictionaries of any keys, which are the same if they match: tables of erlet_buckets with entries [Key | Value].

-module(dict).

-export([append/3, append_list/3, erase/2, fetch/2, fetch_keys/1, filter/2, find/2, fold/3, from_list/1, is_empty/1,
         is_key/2, map/2, merge/3, new/0, size/1, store/3, take/2, to_list/1, update/3, update/4, update_counter/3]).

-export_type([dict/0, dict/2]).

-define(IS_DICT(Dict), (element(1, Dict) =:= dict andalso tuple_size(Dict) =:= 9)).

-opaque dict(Key, Value) :: {dict, term(), term(), term(), term(), term(), term(), term(), {Key, Value} | tuple()}.
-type dict() :: dict(term(), term()).

%% ── Making and asking ──────────────────────────────────────────────────────

%% The empty dictionary.
%% > dict:size(dict:new()).
%% 0
-spec new() -> dict(none(), none()).
new() -> erlet_buckets:new(dict).

%% A dictionary of pairs; the last one of a key counts.
%% > dict:size(dict:from_list([{a, 1}, {b, 2}])).
%% 2
-spec from_list([{Key, Value}]) -> dict(Key, Value).
from_list(Pairs) -> lists:foldl(fun({Key, Value}, Dict) -> store(Key, Value, Dict) end, new(), Pairs).

%% The pairs.
%% > lists:sort(dict:to_list(dict:from_list([{b, 2}, {a, 1}]))).
%% [{a,1},{b,2}]
-spec to_list(dict(Key, Value)) -> [{Key, Value}].
to_list(Dict) -> fold(fun(Key, Value, List) -> [{Key, Value} | List] end, [], Dict).

%% The keys.
%% > dict:fetch_keys(dict:from_list([{a, 1}])).
%% [a]
-spec fetch_keys(dict(Key, term())) -> [Key].
fetch_keys(Dict) -> fold(fun(Key, _, List) -> [Key | List] end, [], Dict).

%% The number of pairs.
%% > dict:size(dict:from_list([{a, 1}])).
%% 1
-spec size(dict()) -> non_neg_integer().
size(Dict) when element(1, Dict) =:= dict -> erlet_buckets:size(Dict).

%% Whether there are no pairs.
%% > dict:is_empty(dict:new()).
%% true
-spec is_empty(dict()) -> boolean().
is_empty(Dict) -> dict:size(Dict) =:= 0.

%% The value of a key.
%% > dict:find(a, dict:from_list([{a, 1}])).
%% {ok,1}
%% > dict:find(b, dict:new()).
%% error
-spec find(Key, dict(Key, Value)) -> {ok, Value} | error.
find(Key, Dict) when ?IS_DICT(Dict) -> found(Key, erlet_buckets:bucket(Key, Dict));
find(_, Other) -> error({badrecord, Other}).

found(Key, [[Key | Value] | _]) -> {ok, Value};
found(Key, [_ | Bucket]) -> found(Key, Bucket);
found(_, []) -> error.

%% Whether there is a key.
%% > dict:is_key(a, dict:from_list([{a, 1}])).
%% true
-spec is_key(Key, dict(Key, term())) -> boolean().
is_key(Key, Dict) -> find(Key, Dict) =/= error.

%% The value of a key that must be there.
%% > dict:fetch(a, dict:from_list([{a, 1}])).
%% 1
-spec fetch(Key, dict(Key, Value)) -> Value.
fetch(Key, Dict) ->
    case find(Key, Dict) of
        {ok, Value} -> Value;
        error -> erlang:error(badarg, [Key, Dict])
    end.

%% ── Changing ───────────────────────────────────────────────────────────────

%% The dictionary with a value for a key.
%% > dict:to_list(dict:store(a, 2, dict:from_list([{a, 1}]))).
%% [{a,2}]
-spec store(Key, Value, dict(Key, Value)) -> dict(Key, Value).
store(Key, Value, Dict) -> update(Key, fun(_) -> Value end, Value, Dict).

%% Appends an element to the list that a key has.
%% > dict:to_list(dict:append(a, 2, dict:from_list([{a, [1]}]))).
%% [{a,[1,2]}]
-spec append(Key, Element, dict(Key, [Element])) -> dict(Key, [Element]).
append(Key, Element, Dict) -> append_list(Key, [Element], Dict).

%% Appends elements to the list that a key has.
%% > dict:to_list(dict:append_list(a, [2, 3], dict:from_list([{a, [1]}]))).
%% [{a,[1,2,3]}]
-spec append_list(Key, [Element], dict(Key, [Element])) -> dict(Key, [Element]).
append_list(Key, List, Dict) -> update(Key, fun(Before) -> Before ++ List end, List, Dict).

%% Adds to the number that a key has.
%% > dict:to_list(dict:update_counter(a, 5, dict:from_list([{a, 1}]))).
%% [{a,6}]
-spec update_counter(Key, number(), dict(Key, number())) -> dict(Key, number()).
update_counter(Key, Increment, Dict) when is_number(Increment) ->
    update(Key, fun(Before) -> Before + Increment end, Increment, Dict).

%% Changes the value of a key that must be there.
%% > dict:to_list(dict:update(a, fun(N) -> N + 1 end, dict:from_list([{a, 1}]))).
%% [{a,2}]
-spec update(Key, fun((Value) -> Value), dict(Key, Value)) -> dict(Key, Value).
update(Key, Fun, Dict) ->
    case is_key(Key, Dict) of
        true -> update(Key, Fun, none, Dict);
        false -> erlang:error(badarg, [Key, Fun, Dict])
    end.

%% Changes the value of a key, or sets it.
%% > dict:to_list(dict:update(b, fun(N) -> N + 1 end, 0, dict:new())).
%% [{b,0}]
-spec update(Key, fun((Value) -> Value), Value, dict(Key, Value)) -> dict(Key, Value).
update(Key, Fun, Initial, Dict) ->
    changed(Key, fun(Bucket) -> update_in(Key, Fun, Initial, Bucket) end, Dict).

update_in(Key, Fun, _, [[Key | Value] | Bucket]) ->
    {[[Key | Fun(Value)] | Bucket], 0};
update_in(Key, Fun, Initial, [Entry | Bucket]) ->
    {Rest, More} = update_in(Key, Fun, Initial, Bucket),
    {[Entry | Rest], More};
update_in(Key, Fun, Initial, []) when is_function(Fun, 1) ->
    {[[Key | Initial]], 1}.

changed(Key, Change, Dict) when ?IS_DICT(Dict) -> erlet_buckets:change(Key, Change, fun(Entry) -> hd(Entry) end, Dict);
changed(_, _, Other) -> error({badrecord, Other}).

%% The dictionary without a key.
%% > dict:to_list(dict:erase(a, dict:from_list([{a, 1}]))).
%% []
-spec erase(Key, dict(Key, Value)) -> dict(Key, Value).
erase(Key, Dict) -> changed(Key, fun(Bucket) -> without(Key, Bucket) end, Dict).

without(Key, Bucket) ->
    Rest = [Entry || Entry <- Bucket, hd(Entry) =/= Key],
    {Rest, length(Rest) - length(Bucket)}.

%% The value of a key and the dictionary without it.
%% > dict:take(a, dict:new()).
%% error
-spec take(Key, dict(Key, Value)) -> {Value, dict(Key, Value)} | error.
take(Key, Dict) ->
    case find(Key, Dict) of
        {ok, Value} -> {Value, erase(Key, Dict)};
        error -> error
    end.

%% ── Whole dictionaries ─────────────────────────────────────────────────────

%% Folds over the pairs.
%% > dict:fold(fun(_, V, Sum) -> V + Sum end, 0, dict:from_list([{a, 1}, {b, 2}])).
%% 3
-spec fold(fun((Key, Value, Acc) -> Acc), Acc, dict(Key, Value)) -> Acc.
fold(Fun, Acc, Dict) when is_function(Fun, 3), ?IS_DICT(Dict) ->
    erlet_buckets:fold(fun(Bucket, Acc1) -> lists:foldl(fun([Key | Value], Acc2) -> Fun(Key, Value, Acc2) end, Acc1, Bucket) end,
                       Acc, Dict);
fold(Fun, _, Other) ->
    no_dict(Other, is_function(Fun, 3)).

%% The dictionary with the results of Fun as values.
%% > dict:to_list(dict:map(fun(_, V) -> V * 2 end, dict:from_list([{a, 1}]))).
%% [{a,2}]
-spec map(fun((Key, A) -> B), dict(Key, A)) -> dict(Key, B).
map(Fun, Dict) when is_function(Fun, 2), ?IS_DICT(Dict) ->
    erlet_buckets:map(fun(Bucket) -> [[Key | Fun(Key, Value)] || [Key | Value] <- Bucket] end, Dict);
map(Fun, Other) ->
    no_dict(Other, is_function(Fun, 2)).

%% The pairs for which Test holds.
%% > dict:to_list(dict:filter(fun(_, V) -> V > 1 end, dict:from_list([{a, 1}, {b, 2}]))).
%% [{b,2}]
-spec filter(fun((Key, Value) -> boolean()), dict(Key, Value)) -> dict(Key, Value).
filter(Test, Dict) when is_function(Test, 2), ?IS_DICT(Dict) ->
    Holds = fun([Key | Value]) ->
        case Test(Key, Value) of
            true -> true;
            false -> false
        end
    end,
    erlet_buckets:filter(fun(Bucket) -> lists:filter(Holds, Bucket) end, Dict);
filter(Test, Other) ->
    no_dict(Other, is_function(Test, 2)).

%% The pairs of two dictionaries; Fun makes the values of the keys that are in both.
%% > dict:to_list(dict:merge(fun(_, A, B) -> A + B end, dict:from_list([{a, 1}]), dict:from_list([{a, 2}]))).
%% [{a,3}]
-spec merge(fun((Key, A, B) -> C), dict(Key, A), dict(Key, B)) -> dict(Key, A | B | C).
merge(Fun, Dict1, Dict2) when ?IS_DICT(Dict1), ?IS_DICT(Dict2), element(2, Dict1) < element(2, Dict2) ->
    fold(fun(Key, A, Dict) -> update(Key, fun(B) -> Fun(Key, A, B) end, A, Dict) end, Dict2, Dict1);
merge(Fun, Dict1, Dict2) ->
    fold(fun(Key, B, Dict) -> update(Key, fun(A) -> Fun(Key, A, B) end, B, Dict) end, Dict1, Dict2).

%% The error of what no clause takes: that it is no dictionary counts first.
no_dict(Dict, false) when ?IS_DICT(Dict) -> error(function_clause);
no_dict(Other, _) -> error({badrecord, Other}).
