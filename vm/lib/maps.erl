%%% Maps: what the machine's own functions of the module `maps` leave.
%%%
%%% An iterator is `{Key, Value, Iterator}`, `none`, or `[Path | Map]`: a place in the map, from which the machine
%%% brings the next pairs.
-module(maps).

-export([new/0, size/1, with/2, without/2, update_with/3, update_with/4]).
-export([filter/2, filtermap/2, map/2, fold/3, foreach/2, groups_from_list/2, groups_from_list/3]).
-export([intersect/2, intersect_with/3, merge_with/3]).
-export([iterator/1, next/1]).
-export_type([iterator/2, iterator/0]).

-compile({no_auto_import, [size/1]}).

-opaque iterator(Key, Value) ::
          {Key, Value, iterator(Key, Value)} | none | nonempty_improper_list(integer(), #{Key => Value}).
-type iterator() :: iterator(term(), term()).

-define(INFO, [{error_info, #{module => erl_stdlib_errors}}]).

%% The empty map.
%% > maps:new().
%% #{}
-spec new() -> #{}.
new() -> #{}.

%% The number of pairs.
%% > maps:size(#{a => 1}).
%% 1
%% > maps:size(a).
%% ** error:{badmap,a}
-spec size(map()) -> non_neg_integer().
size(Map) ->
    try
        map_size(Map)
    catch
        error:_ -> error({badmap, Map}, [Map], ?INFO)
    end.

%% The pairs whose keys are among these.
%% > maps:with([a, c], #{a => 1, b => 2}).
%% #{a => 1}
-spec with([Key], #{Key => Value, term() => term()}) -> #{Key => Value}.
with(Keys, Map) when is_list(Keys), is_map(Map) ->
    maps:from_list(with_pairs(Keys, Map));
with(Keys, Map) ->
    error(reason(Map), [Keys, Map], ?INFO).

with_pairs([Key | Keys], Map) ->
    case Map of
        #{Key := Value} -> [{Key, Value} | with_pairs(Keys, Map)];
        #{} -> with_pairs(Keys, Map)
    end;
with_pairs([], _) ->
    [].

%% The pairs whose keys are not among these.
%% > maps:without([a], #{a => 1, b => 2}).
%% #{b => 2}
-spec without([term()], map()) -> map().
without(Keys, Map) when is_list(Keys), is_map(Map) ->
    remove_all(Keys, Map);
without(Keys, Map) ->
    error(reason(Map), [Keys, Map], ?INFO).

remove_all([Key | Keys], Map) -> remove_all(Keys, maps:remove(Key, Map));
remove_all([], Map) -> Map.

%% The map with the value of a key changed by a function.
%% > maps:update_with(a, fun(N) -> N + 1 end, #{a => 1}).
%% #{a => 2}
%% > maps:update_with(b, fun(N) -> N + 1 end, #{a => 1}).
%% ** error:{badkey,b}
-spec update_with(Key, fun((Value) -> Value), #{Key => Value}) -> #{Key => Value}.
update_with(Key, Fun, Map) when is_function(Fun, 1), is_map(Map) ->
    case Map of
        #{Key := Value} -> Map#{Key := Fun(Value)};
        #{} -> error({badkey, Key}, [Key, Fun, Map])
    end;
update_with(Key, Fun, Map) ->
    error(reason(Map), [Key, Fun, Map], ?INFO).

%% As update_with/3; a key that is not there gets the value given.
%% > maps:update_with(b, fun(N) -> N + 1 end, 0, #{a => 1}).
%% #{a => 1,b => 0}
-spec update_with(Key, fun((Value) -> Value), Value, #{Key => Value}) -> #{Key => Value}.
update_with(Key, Fun, Init, Map) when is_function(Fun, 1), is_map(Map) ->
    case Map of
        #{Key := Value} -> Map#{Key := Fun(Value)};
        #{} -> Map#{Key => Init}
    end;
update_with(Key, Fun, Init, Map) ->
    error(reason(Map), [Key, Fun, Init, Map], ?INFO).

%% What is wrong with arguments of which one is this map.
reason(Map) when is_map(Map) -> badarg;
reason(Map) -> {badmap, Map}.

%%% Walks

%% The pairs for which the predicate holds.
%% > maps:filter(fun(_, V) -> V > 1 end, #{a => 1, b => 2}).
%% #{b => 2}
-spec filter(fun((Key, Value) -> boolean()), #{Key => Value} | iterator(Key, Value)) -> #{Key => Value}.
filter(Pred, Map) when is_function(Pred, 2) ->
    try next(start(Map)) of
        Step -> maps:from_list(filter_pairs(Pred, Step))
    catch
        error:_ -> error({badmap, Map}, [Pred, Map], ?INFO)
    end;
filter(Pred, Map) ->
    error(badarg, [Pred, Map], ?INFO).

filter_pairs(Pred, {Key, Value, Iterator}) ->
    case Pred(Key, Value) of
        true -> [{Key, Value} | filter_pairs(Pred, next(Iterator))];
        false -> filter_pairs(Pred, next(Iterator))
    end;
filter_pairs(_, none) ->
    [].

%% As filter/2; the function may also return {true, NewValue}.
%% > maps:filtermap(fun(_, V) -> V > 1 andalso {true, V * 10} end, #{a => 1, b => 2}).
%% #{b => 20}
-spec filtermap(fun((Key, Value) -> boolean() | {true, NewValue}), #{Key => Value} | iterator(Key, Value)) ->
          #{Key => Value | NewValue}.
filtermap(Fun, Map) when is_function(Fun, 2) ->
    try next(start(Map)) of
        Step -> maps:from_list(filtermap_pairs(Fun, Step))
    catch
        error:_ -> error({badmap, Map}, [Fun, Map], ?INFO)
    end;
filtermap(Fun, Map) ->
    error(badarg, [Fun, Map], ?INFO).

filtermap_pairs(Fun, {Key, Value, Iterator}) ->
    case Fun(Key, Value) of
        true -> [{Key, Value} | filtermap_pairs(Fun, next(Iterator))];
        {true, New} -> [{Key, New} | filtermap_pairs(Fun, next(Iterator))];
        false -> filtermap_pairs(Fun, next(Iterator))
    end;
filtermap_pairs(_, none) ->
    [].

%% The map with each value changed by a function of its key and itself.
%% > maps:map(fun(K, V) -> {K, V * 2} end, #{a => 1}).
%% #{a => {a,2}}
-spec map(fun((Key, Value) -> NewValue), #{Key => Value} | iterator(Key, Value)) -> #{Key => NewValue}.
map(Fun, Map) when is_function(Fun, 2) ->
    try next(start(Map)) of
        Step -> maps:from_list(map_pairs(Fun, Step))
    catch
        error:_ -> error({badmap, Map}, [Fun, Map], ?INFO)
    end;
map(Fun, Map) ->
    error(badarg, [Fun, Map], ?INFO).

map_pairs(Fun, {Key, Value, Iterator}) -> [{Key, Fun(Key, Value)} | map_pairs(Fun, next(Iterator))];
map_pairs(_, none) -> [].

%% Combines the pairs with an accumulator.
%% > maps:fold(fun(_, V, Sum) -> V + Sum end, 0, #{a => 1, b => 2}).
%% 3
-spec fold(fun((Key, Value, Acc) -> Acc), Acc, #{Key => Value} | iterator(Key, Value)) -> Acc.
fold(Fun, Acc, Map) when is_function(Fun, 3) ->
    try next(start(Map)) of
        Step -> fold_pairs(Fun, Acc, Step)
    catch
        error:_ -> error({badmap, Map}, [Fun, Acc, Map], ?INFO)
    end;
fold(Fun, Acc, Map) ->
    error(badarg, [Fun, Acc, Map], ?INFO).

fold_pairs(Fun, Acc, {Key, Value, Iterator}) -> fold_pairs(Fun, Fun(Key, Value, Acc), next(Iterator));
fold_pairs(_, Acc, none) -> Acc.

%% Calls a function for each pair.
%% > maps:foreach(fun(K, V) -> put(K, V) end, #{a => 1}).
%% ok
-spec foreach(fun((Key, Value) -> term()), #{Key => Value} | iterator(Key, Value)) -> ok.
foreach(Fun, Map) when is_function(Fun, 2) ->
    try next(start(Map)) of
        Step -> foreach_pair(Fun, Step)
    catch
        error:_ -> error({badmap, Map}, [Fun, Map], ?INFO)
    end;
foreach(Fun, Map) ->
    error(badarg, [Fun, Map], ?INFO).

foreach_pair(Fun, {Key, Value, Iterator}) ->
    Fun(Key, Value),
    foreach_pair(Fun, next(Iterator));
foreach_pair(_, none) ->
    ok.

%% The elements of a list by what a function makes of them, in their order.
%% > maps:groups_from_list(fun(N) -> N rem 2 end, [1, 2, 3]).
%% #{0 => [2],1 => [1,3]}
-spec groups_from_list(fun((Elem) -> Key), [Elem]) -> #{Key => [Elem]}.
groups_from_list(Fun, List) when is_function(Fun, 1) ->
    try lists:reverse(List) of
        Reversed -> groups(Fun, fun(Elem) -> Elem end, Reversed, #{})
    catch
        error:_ -> error(badarg, [Fun, List], ?INFO)
    end;
groups_from_list(Fun, List) ->
    error(badarg, [Fun, List], ?INFO).

%% As groups_from_list/2; a second function makes the values.
%% > maps:groups_from_list(fun(L) -> length(L) end, fun(L) -> hd(L) end, ["ab", "c", "de"]).
%% #{1 => "c",2 => "ad"}
-spec groups_from_list(fun((Elem) -> Key), fun((Elem) -> Value), [Elem]) -> #{Key => [Value]}.
groups_from_list(Fun, ValueFun, List) when is_function(Fun, 1), is_function(ValueFun, 1) ->
    try lists:reverse(List) of
        Reversed -> groups(Fun, ValueFun, Reversed, #{})
    catch
        error:_ -> error(badarg, [Fun, ValueFun, List], ?INFO)
    end;
groups_from_list(Fun, ValueFun, List) ->
    error(badarg, [Fun, ValueFun, List], ?INFO).

groups(Fun, ValueFun, [Elem | Elems], Groups) ->
    Key = Fun(Elem),
    Value = ValueFun(Elem),
    case Groups of
        #{Key := Values} -> groups(Fun, ValueFun, Elems, Groups#{Key := [Value | Values]});
        #{} -> groups(Fun, ValueFun, Elems, Groups#{Key => [Value]})
    end;
groups(_, _, [], Groups) ->
    Groups.

%%% Two maps

%% The pairs of the second map whose keys the first one has as well.
%% > maps:intersect(#{a => 1, b => 2}, #{b => 3, c => 4}).
%% #{b => 3}
-spec intersect(#{Key => term()}, #{Key => Value}) -> #{Key => Value}.
intersect(Map1, Map2) when is_map(Map1), is_map(Map2) ->
    common(fun(_, _, Value) -> Value end, Map1, Map2);
intersect(Map1, Map2) ->
    error({badmap, not_map(Map1, Map2)}, [Map1, Map2], ?INFO).

%% The keys that both maps have, with values made of both.
%% > maps:intersect_with(fun(_, V1, V2) -> {V1, V2} end, #{a => 1, b => 2}, #{b => 3}).
%% #{b => {2,3}}
-spec intersect_with(fun((Key, Value1, Value2) -> Value), #{Key => Value1}, #{Key => Value2}) -> #{Key => Value}.
intersect_with(Fun, Map1, Map2) when is_function(Fun, 3), is_map(Map1), is_map(Map2) ->
    common(Fun, Map1, Map2);
intersect_with(Fun, Map1, Map2) ->
    error(with_reason(Fun, Map1, Map2), [Fun, Map1, Map2], ?INFO).

%% Walks the smaller one.
common(Fun, Map1, Map2) when map_size(Map1) =< map_size(Map2) ->
    maps:from_list(common_pairs(Fun, next(iterator(Map1)), Map2));
common(Fun, Map1, Map2) ->
    Swapped = fun(Key, Value2, Value1) -> Fun(Key, Value1, Value2) end,
    maps:from_list(common_pairs(Swapped, next(iterator(Map2)), Map1)).

common_pairs(Fun, {Key, Value1, Iterator}, Map) ->
    case Map of
        #{Key := Value2} -> [{Key, Fun(Key, Value1, Value2)} | common_pairs(Fun, next(Iterator), Map)];
        #{} -> common_pairs(Fun, next(Iterator), Map)
    end;
common_pairs(_, none, _) ->
    [].

%% Both maps' pairs; a key that both have gets a value made of both.
%% > maps:merge_with(fun(_, V1, V2) -> V1 + V2 end, #{a => 1, b => 2}, #{b => 3}).
%% #{a => 1,b => 5}
-spec merge_with(fun((Key, Value1, Value2) -> Value), #{Key => Value1}, #{Key => Value2}) ->
          #{Key => Value | Value1 | Value2}.
merge_with(Fun, Map1, Map2) when is_function(Fun, 3), is_map(Map1), is_map(Map2) ->
    maps:merge(maps:merge(Map1, Map2), common(Fun, Map1, Map2));
merge_with(Fun, Map1, Map2) ->
    error(with_reason(Fun, Map1, Map2), [Fun, Map1, Map2], ?INFO).

with_reason(Fun, Map1, Map2) when is_function(Fun, 3) -> {badmap, not_map(Map1, Map2)};
with_reason(_, _, _) -> badarg.

not_map(Map1, Map2) when is_map(Map1) -> Map2;
not_map(Map1, _) -> Map1.

%%% Iterators

%% An iterator before the first pair.
%% > maps:next(maps:iterator(#{})).
%% none
-spec iterator(#{Key => Value}) -> iterator(Key, Value).
iterator(Map) when is_map(Map) -> [0 | Map];
iterator(Map) -> error({badmap, Map}, [Map], ?INFO).

%% The next pair and the iterator after it, or none.
%% > element(1, maps:next(maps:iterator(#{a => 1}))).
%% a
-spec next(iterator(Key, Value)) -> {Key, Value, iterator(Key, Value)} | none.
next({_, _, _} = Step) ->
    Step;
next([Path | Map] = Iterator) when is_integer(Path), is_map(Map) ->
    try
        erts_internal:map_next(Path, Map, iterator)
    catch
        error:badarg -> error(badarg, [Iterator], ?INFO)
    end;
next(none) ->
    none;
next(Iterator) ->
    error(badarg, [Iterator], ?INFO).

%% A map or an iterator as an iterator.
start(Map) when is_map(Map) -> [0 | Map];
start(Iterator) -> Iterator.

