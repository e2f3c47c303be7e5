%%% Sets of any terms; elements are the same if they match. Version 1, the default, is a table of erlet_buckets, and
%%% version 2 a map from the elements to [].

-module(sets).

-export([add_element/2, del_element/2, filter/2, fold/3, from_list/1, from_list/2, intersection/1, intersection/2,
         is_disjoint/2, is_element/2, is_empty/1, is_set/1, is_subset/2, new/0, new/1, size/1, subtract/2, to_list/1,
         union/1, union/2]).

-export_type([set/0, set/1]).

-opaque set(Element) :: tuple() | #{Element => []}.
-type set() :: set(term()).

%% The empty set, version 1.
%% > sets:size(sets:new()).
%% 0
-spec new() -> set(none()).
new() -> erlet_buckets:new(set).

%% The empty set of a version.
%% > sets:new([{version, 2}]).
%% #{}
-spec new([{version, 1 | 2}]) -> set(none()).
new([{version, 2}]) -> #{};
new(Options) ->
    case proplists:get_value(version, Options, 1) of
        1 -> new();
        2 -> #{}
    end.

%% The set of the elements of a list, version 1.
%% > sets:size(sets:from_list([a, b, a])).
%% 2
-spec from_list([Element]) -> set(Element).
from_list(List) -> lists:foldl(fun add_element/2, new(), List).

%% The set of the elements of a list, of a version.
%% > sets:from_list([a], [{version, 2}]).
%% #{a => []}
-spec from_list([Element], [{version, 1 | 2}]) -> set(Element).
from_list(List, [{version, 2}]) -> maps:from_keys(List, []);
from_list(List, Options) -> lists:foldl(fun add_element/2, new(Options), List).

%% Whether a term is a set.
%% > sets:is_set(sets:new()).
%% true
-spec is_set(term()) -> boolean().
is_set(Set) when tuple_size(Set) =:= 9 -> element(1, Set) =:= set;
is_set(Set) -> is_map(Set).

%% The number of elements.
%% > sets:size(sets:from_list([a, b])).
%% 2
-spec size(set()) -> non_neg_integer().
size(Set) when is_map(Set) -> map_size(Set);
size(Set) when element(1, Set) =:= set -> erlet_buckets:size(Set).

%% Whether there are no elements.
%% > sets:is_empty(sets:new()).
%% true
-spec is_empty(set()) -> boolean().
is_empty(Set) -> sets:size(Set) =:= 0.

%% The elements.
%% > lists:sort(sets:to_list(sets:from_list([b, a]))).
%% [a,b]
-spec to_list(set(Element)) -> [Element].
to_list(Set) when is_map(Set) -> maps:keys(Set);
to_list(Set) when element(1, Set) =:= set -> erlet_buckets:fold(fun lists:reverse/2, [], Set).

%% Whether an element is in a set.
%% > sets:is_element(a, sets:from_list([a, b])).
%% true
-spec is_element(Element, set(Element)) -> boolean().
is_element(Element, Set) when is_map(Set) -> is_map_key(Element, Set);
is_element(Element, Set) when element(1, Set) =:= set -> lists:member(Element, erlet_buckets:bucket(Element, Set)).

%% The set with an element.
%% > sets:to_list(sets:add_element(a, sets:new())).
%% [a]
-spec add_element(Element, set(Element)) -> set(Element).
add_element(Element, Set) when is_map(Set) ->
    Set#{Element => []};
add_element(Element, Set) when element(1, Set) =:= set ->
    erlet_buckets:change(Element,
                         fun(Bucket) ->
                                 case lists:member(Element, Bucket) of
                                     true -> same;
                                     false -> {[Element | Bucket], 1}
                                 end
                         end,
                         fun identity/1, Set).

%% The set without an element.
%% > sets:to_list(sets:del_element(a, sets:from_list([a]))).
%% []
-spec del_element(Element, set(Element)) -> set(Element).
del_element(Element, Set) when is_map(Set) ->
    maps:remove(Element, Set);
del_element(Element, Set) when element(1, Set) =:= set ->
    erlet_buckets:change(Element,
                         fun(Bucket) ->
                                 case lists:member(Element, Bucket) of
                                     true -> {lists:delete(Element, Bucket), -1};
                                     false -> same
                                 end
                         end,
                         fun identity/1, Set).

identity(Element) -> Element.

%% Folds over the elements.
%% > sets:fold(fun(N, Sum) -> N + Sum end, 0, sets:from_list([1, 2, 2])).
%% 3
-spec fold(fun((Element, Acc) -> Acc), Acc, set(Element)) -> Acc.
fold(Fun, Acc, Set) when is_map(Set), is_function(Fun, 2) -> maps:fold(fun(Element, _, Acc1) -> Fun(Element, Acc1) end, Acc, Set);
fold(Fun, Acc, Set) when element(1, Set) =:= set, is_function(Fun, 2) ->
    erlet_buckets:fold(fun(Bucket, Acc1) -> lists:foldl(Fun, Acc1, Bucket) end, Acc, Set).

%% The elements for which Test holds.
%% > sets:to_list(sets:filter(fun(N) -> N > 1 end, sets:from_list([1, 2]))).
%% [2]
-spec filter(fun((Element) -> boolean()), set(Element)) -> set(Element).
filter(Test, Set) when is_map(Set), is_function(Test, 1) ->
    maps:filter(fun(Element, _) -> Test(Element) end, Set);
filter(Test, Set) when element(1, Set) =:= set, is_function(Test, 1) ->
    erlet_buckets:filter(fun(Bucket) -> lists:reverse(lists:filter(Test, Bucket)) end, Set).

%% ── Several sets ───────────────────────────────────────────────────────────

%% The elements of both sets.
%% > lists:sort(sets:to_list(sets:union(sets:from_list([1]), sets:from_list([2])))).
%% [1,2]
-spec union(set(Element), set(Element)) -> set(Element).
union(Set1, Set2) when is_map(Set1), is_map(Set2) ->
    maps:merge(Set1, Set2);
union(Set1, Set2) ->
    case sets:size(Set1) < sets:size(Set2) of
        true -> fold(fun add_element/2, Set2, Set1);
        false -> fold(fun add_element/2, Set1, Set2)
    end.

%% The elements of all sets.
%% > lists:sort(sets:to_list(sets:union([sets:from_list([1]), sets:from_list([2])]))).
%% [1,2]
-spec union([set(Element)]) -> set(Element).
union([Set1, Set2 | Sets]) -> union([union(Set1, Set2) | Sets]);
union([Set]) -> Set;
union([]) -> new().

%% The elements that are in both sets.
%% > sets:to_list(sets:intersection(sets:from_list([1, 2]), sets:from_list([2, 3]))).
%% [2]
-spec intersection(set(Element), set(Element)) -> set(Element).
intersection(Set1, Set2) ->
    case sets:size(Set1) < sets:size(Set2) of
        true -> filter(fun(Element) -> is_element(Element, Set2) end, Set1);
        false -> filter(fun(Element) -> is_element(Element, Set1) end, Set2)
    end.

%% The elements that are in all sets.
%% > sets:to_list(sets:intersection([sets:from_list([1, 2]), sets:from_list([2, 3])])).
%% [2]
-spec intersection([set(Element), ...]) -> set(Element).
intersection([Set1, Set2 | Sets]) -> intersection([intersection(Set1, Set2) | Sets]);
intersection([Set]) -> Set.

%% The elements of the first set that are not in the second.
%% > sets:to_list(sets:subtract(sets:from_list([1, 2]), sets:from_list([1]))).
%% [2]
-spec subtract(set(Element), set(Element)) -> set(Element).
subtract(Set1, Set2) when is_map(Set1), is_map(Set2) -> maps:filter(fun(Element, _) -> not is_map_key(Element, Set2) end, Set1);
subtract(Set1, Set2) -> filter(fun(Element) -> not is_element(Element, Set2) end, Set1).

%% Whether no element is in both sets.
%% > sets:is_disjoint(sets:from_list([1]), sets:from_list([2])).
%% true
-spec is_disjoint(set(), set()) -> boolean().
is_disjoint(Set1, Set2) when is_map(Set2); is_tuple(Set2) ->
    not lists:any(fun(Element) -> is_element(Element, Set2) end, to_list(Set1)).

%% Whether all elements of the first set are in the second.
%% > sets:is_subset(sets:from_list([1]), sets:from_list([1, 2])).
%% true
-spec is_subset(set(), set()) -> boolean().
is_subset(Set1, Set2) -> lists:all(fun(Element) -> is_element(Element, Set2) end, to_list(Set1)).
