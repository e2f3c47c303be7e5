%%% Sets as general balanced trees: {Size, Tree}, where a tree is {Element, Smaller, Greater} or nil; see gb_trees.

-module(gb_sets).

-export([add/2, add_element/2, balance/1, del_element/2, delete/2, delete_any/2, difference/2, empty/0, filter/2, fold/3,
         from_list/1, from_ordset/1, insert/2, intersection/1, intersection/2, is_disjoint/2, is_element/2, is_empty/1,
         is_member/2, is_set/1, is_subset/2, iterator/1, iterator_from/2, largest/1, new/0, next/1, singleton/1, size/1,
         smallest/1, subtract/2, take_largest/1, take_smallest/1, to_list/1, union/1, union/2]).

-export_type([set/0, set/1, iter/0, iter/1]).

-type node_of(Element) :: nil | {Element, node_of(Element), node_of(Element)}.
-opaque set(Element) :: {non_neg_integer(), node_of(Element)}.
-type set() :: set(term()).
-opaque iter(Element) :: [node_of(Element)].
-type iter() :: iter(term()).

%% ── Making ─────────────────────────────────────────────────────────────────

%% The empty set.
%% > gb_sets:is_empty(gb_sets:empty()).
%% true
-spec empty() -> set(none()).
empty() -> {0, nil}.

%% The empty set.
%% > gb_sets:to_list(gb_sets:new()).
%% []
-spec new() -> set(none()).
new() -> empty().

%% The set of one element.
%% > gb_sets:to_list(gb_sets:singleton(a)).
%% [a]
-spec singleton(Element) -> set(Element).
singleton(Element) -> {1, {Element, nil, nil}}.

%% The set of the elements of a list.
%% > gb_sets:to_list(gb_sets:from_list([b, a, b])).
%% [a,b]
-spec from_list([Element]) -> set(Element).
from_list(List) -> from_ordset(ordsets:from_list(List)).

%% The set of the elements of an ordered list without duplicates.
%% > gb_sets:to_list(gb_sets:from_ordset([a, b])).
%% [a,b]
-spec from_ordset([Element]) -> set(Element).
from_ordset(Elements) ->
    Size = length(Elements),
    {Size, balanced(Size, Elements)}.

%% The set in a tree as low as can be.
%% > gb_sets:to_list(gb_sets:balance(gb_sets:from_list([b, a]))).
%% [a,b]
-spec balance(set(Element)) -> set(Element).
balance({Size, Tree}) -> {Size, balanced(Size, elements(Tree, []))}.

balanced(Size, Elements) ->
    {Tree, []} = built(Size, Elements),
    Tree.

%% A tree of the first elements, and the others; the smaller half gets what does not divide.
built(0, Elements) ->
    {nil, Elements};
built(Size, Elements) ->
    Greater = (Size - 1) div 2,
    {Left, [Element | Rest0]} = built(Size - 1 - Greater, Elements),
    {Right, Rest} = built(Greater, Rest0),
    {{Element, Left, Right}, Rest}.

%% The set of ordered elements that were merged: here the smaller half is the one of smaller elements.
merged(Elements) ->
    Size = length(Elements),
    {Tree, []} = built_from_below(Size, Elements),
    {Size, Tree}.

built_from_below(0, Elements) ->
    {nil, Elements};
built_from_below(Size, Elements) ->
    Smaller = (Size - 1) div 2,
    {Left, [Element | Rest0]} = built_from_below(Smaller, Elements),
    {Right, Rest} = built_from_below(Size - 1 - Smaller, Rest0),
    {{Element, Left, Right}, Rest}.

%% ── Asking ─────────────────────────────────────────────────────────────────

%% Whether there are no elements.
%% > gb_sets:is_empty(gb_sets:new()).
%% true
-spec is_empty(set()) -> boolean().
is_empty({0, nil}) -> true;
is_empty(_) -> false.

%% Whether a term may be a set.
%% > gb_sets:is_set(gb_sets:new()).
%% true
-spec is_set(term()) -> boolean().
is_set({0, nil}) -> true;
is_set({Size, {_, _, _}}) when is_integer(Size), Size >= 0 -> true;
is_set(_) -> false.

%% The number of elements.
%% > gb_sets:size(gb_sets:from_list([a, b])).
%% 2
-spec size(set()) -> non_neg_integer().
size({Size, _}) -> Size.

%% Whether an element is in a set.
%% > gb_sets:is_member(a, gb_sets:from_list([a])).
%% true
-spec is_member(Element, set(Element)) -> boolean().
is_member(Element, {_, Tree}) -> is_in(Element, Tree).

is_in(Element, {Here, Smaller, _}) when Element < Here -> is_in(Element, Smaller);
is_in(Element, {Here, _, Greater}) when Element > Here -> is_in(Element, Greater);
is_in(_, {_, _, _}) -> true;
is_in(_, nil) -> false.

%% As is_member/2.
%% > gb_sets:is_element(a, gb_sets:from_list([a])).
%% true
-spec is_element(Element, set(Element)) -> boolean().
is_element(Element, Set) -> is_member(Element, Set).

%% The elements in order.
%% > gb_sets:to_list(gb_sets:from_list([b, a])).
%% [a,b]
-spec to_list(set(Element)) -> [Element].
to_list({_, Tree}) -> elements(Tree, []).

elements({Element, Smaller, Greater}, After) -> elements(Smaller, [Element | elements(Greater, After)]);
elements(nil, After) -> After.

%% The smallest element.
%% > gb_sets:smallest(gb_sets:from_list([1, 3])).
%% 1
-spec smallest(set(Element)) -> Element.
smallest({_, Tree}) -> leftmost(Tree).

leftmost({Element, nil, _}) -> Element;
leftmost({_, Smaller, _}) -> leftmost(Smaller).

%% The largest element.
%% > gb_sets:largest(gb_sets:from_list([1, 3])).
%% 3
-spec largest(set(Element)) -> Element.
largest({_, Tree}) -> rightmost(Tree).

rightmost({Element, _, nil}) -> Element;
rightmost({_, _, Greater}) -> rightmost(Greater).

%% Folds over the elements in order.
%% > gb_sets:fold(fun(N, Sum) -> N + Sum end, 0, gb_sets:from_list([1, 2])).
%% 3
-spec fold(fun((Element, Acc) -> Acc), Acc, set(Element)) -> Acc.
fold(Fun, Acc, {_, Tree}) when is_function(Fun, 2) -> fold_tree(Fun, Acc, Tree).

fold_tree(Fun, Acc, {Element, Smaller, Greater}) ->
    fold_tree(Fun, Fun(Element, fold_tree(Fun, Acc, Smaller)), Greater);
fold_tree(_, Acc, _) ->
    Acc.

%% The elements for which Test holds.
%% > gb_sets:to_list(gb_sets:filter(fun(N) -> N > 1 end, gb_sets:from_list([1, 2]))).
%% [2]
-spec filter(fun((Element) -> boolean()), set(Element)) -> set(Element).
filter(Test, Set) when is_function(Test, 1) -> from_ordset([Element || Element <- to_list(Set), Test(Element)]).

%% ── Adding and deleting ────────────────────────────────────────────────────

%% Inserts an element that must not be there.
%% > gb_sets:to_list(gb_sets:insert(b, gb_sets:from_list([a]))).
%% [a,b]
-spec insert(Element, set(Element)) -> set(Element).
insert(Element, {Size, Tree}) ->
    NewSize = Size + 1,
    {NewSize, inserted(insert_at(Element, Tree, NewSize * NewSize))}.

inserted({low, Tree}) -> Tree;
inserted({high, Tree, _, _}) -> Tree.

%% Inserts below a node, as gb_trees does.
insert_at(Element, {Here, Smaller, Greater}, Room) when Element < Here ->
    case insert_at(Element, Smaller, Room div 2) of
        {low, New} -> {low, {Here, New, Greater}};
        {high, New, Height, Size} -> checked({Here, New, Greater}, Height, Size, Greater)
    end;
insert_at(Element, {Here, Smaller, Greater}, Room) when Element > Here ->
    case insert_at(Element, Greater, Room div 2) of
        {low, New} -> {low, {Here, Smaller, New}};
        {high, New, Height, Size} -> checked({Here, Smaller, New}, Height, Size, Smaller)
    end;
insert_at(Element, nil, 0) ->
    {high, {Element, nil, nil}, 1, 1};
insert_at(Element, nil, _) ->
    {low, {Element, nil, nil}};
insert_at(Element, {_, _, _}, _) ->
    erlang:error({key_exists, Element}).

checked(Tree, Height1, Size1, Sibling) ->
    {Height2, Size2} = measure(Sibling),
    Height = 2 * max(Height1, Height2),
    Size = Size1 + Size2 + 1,
    case Height > Size * Size of
        true -> {low, balanced(Size, elements(Tree, []))};
        false -> {high, Tree, Height, Size}
    end.

%% 2 ^ Height, and the size.
measure({_, nil, nil}) ->
    {1, 1};
measure({_, Smaller, Greater}) ->
    {Height1, Size1} = measure(Smaller),
    {Height2, Size2} = measure(Greater),
    {2 * max(Height1, Height2), Size1 + Size2 + 1};
measure(nil) ->
    {1, 0}.

%% Adds an element.
%% > gb_sets:to_list(gb_sets:add(a, gb_sets:new())).
%% [a]
-spec add(Element, set(Element)) -> set(Element).
add(Element, Set) ->
    case is_member(Element, Set) of
        true -> Set;
        false -> insert(Element, Set)
    end.

%% As add/2.
%% > gb_sets:to_list(gb_sets:add_element(a, gb_sets:new())).
%% [a]
-spec add_element(Element, set(Element)) -> set(Element).
add_element(Element, Set) -> add(Element, Set).

%% Deletes an element that must be there.
%% > gb_sets:to_list(gb_sets:delete(a, gb_sets:from_list([a, b]))).
%% [b]
-spec delete(Element, set(Element)) -> set(Element).
delete(Element, {Size, Tree}) -> {Size - 1, delete_at(Element, Tree)}.

delete_at(Element, {Here, Smaller, Greater}) when Element < Here -> {Here, delete_at(Element, Smaller), Greater};
delete_at(Element, {Here, Smaller, Greater}) when Element > Here -> {Here, Smaller, delete_at(Element, Greater)};
delete_at(_, {_, Smaller, Greater}) -> joined(Smaller, Greater).

joined(Smaller, nil) -> Smaller;
joined(nil, Greater) -> Greater;
joined(Smaller, Greater) ->
    {Element, Rest} = take_leftmost(Greater),
    {Element, Smaller, Rest}.

%% Deletes an element.
%% > gb_sets:to_list(gb_sets:delete_any(x, gb_sets:from_list([a]))).
%% [a]
-spec delete_any(Element, set(Element)) -> set(Element).
delete_any(Element, Set) ->
    case is_member(Element, Set) of
        true -> delete(Element, Set);
        false -> Set
    end.

%% As delete_any/2.
%% > gb_sets:to_list(gb_sets:del_element(a, gb_sets:from_list([a, b]))).
%% [b]
-spec del_element(Element, set(Element)) -> set(Element).
del_element(Element, Set) -> delete_any(Element, Set).

%% Takes out the smallest element.
%% > element(1, gb_sets:take_smallest(gb_sets:from_list([1, 3]))).
%% 1
-spec take_smallest(set(Element)) -> {Element, set(Element)}.
take_smallest({Size, Tree}) ->
    {Element, Rest} = take_leftmost(Tree),
    {Element, {Size - 1, Rest}}.

take_leftmost({Element, nil, Greater}) ->
    {Element, Greater};
take_leftmost({Here, Smaller, Greater}) ->
    {Element, Rest} = take_leftmost(Smaller),
    {Element, {Here, Rest, Greater}}.

%% Takes out the largest element.
%% > element(1, gb_sets:take_largest(gb_sets:from_list([1, 3]))).
%% 3
-spec take_largest(set(Element)) -> {Element, set(Element)}.
take_largest({Size, Tree}) ->
    {Element, Rest} = take_rightmost(Tree),
    {Element, {Size - 1, Rest}}.

take_rightmost({Element, Smaller, nil}) ->
    {Element, Smaller};
take_rightmost({Here, Smaller, Greater}) ->
    {Element, Rest} = take_rightmost(Greater),
    {Element, {Here, Smaller, Rest}}.

%% ── Several sets ───────────────────────────────────────────────────────────

%% Whether changing a large set one element after the other costs less than walking through it.
is_much_smaller(Small, Large) -> Large >= 10 andalso Large >= Small * round(1.46 * math:log(Large)).

%% The elements of both sets.
%% > gb_sets:to_list(gb_sets:union(gb_sets:from_list([1]), gb_sets:from_list([2]))).
%% [1,2]
-spec union(set(Element), set(Element)) -> set(Element).
union(Set1 = {Size1, _}, Set2 = {Size2, _}) when Size2 < Size1 -> union_of(Set2, Set1);
union(Set1, Set2) -> union_of(Set1, Set2).

union_of(Small = {Size1, _}, Large = {Size2, _}) ->
    case is_much_smaller(Size1, Size2) of
        true -> lists:foldl(fun add/2, Large, to_list(Small));
        false -> merged(ordsets:union(to_list(Small), to_list(Large)))
    end.

%% The elements of all sets.
%% > gb_sets:to_list(gb_sets:union([gb_sets:from_list([1]), gb_sets:from_list([2])])).
%% [1,2]
-spec union([set(Element)]) -> set(Element).
union([]) -> empty();
union([Set | Sets]) -> lists:foldl(fun(Next, Done) -> union(Done, Next) end, Set, Sets).

%% The elements that are in both sets.
%% > gb_sets:to_list(gb_sets:intersection(gb_sets:from_list([1, 2]), gb_sets:from_list([2]))).
%% [2]
-spec intersection(set(Element), set(Element)) -> set(Element).
intersection(Set1 = {Size1, _}, Set2 = {Size2, _}) when Size2 < Size1 -> intersection_of(Set2, Set1);
intersection(Set1, Set2) -> intersection_of(Set1, Set2).

intersection_of(Small = {Size1, _}, Large = {Size2, _}) ->
    case is_much_smaller(Size1, Size2) of
        true -> merged([Element || Element <- to_list(Small), is_member(Element, Large)]);
        false -> merged(ordsets:intersection(to_list(Small), to_list(Large)))
    end.

%% The elements that are in all sets.
%% > gb_sets:to_list(gb_sets:intersection([gb_sets:from_list([1, 2]), gb_sets:from_list([2])])).
%% [2]
-spec intersection([set(Element), ...]) -> set(Element).
intersection([Set | Sets]) -> lists:foldl(fun(Next, Done) -> intersection(Done, Next) end, Set, Sets).

%% The elements of the first set that are not in the second.
%% > gb_sets:to_list(gb_sets:difference(gb_sets:from_list([1, 2]), gb_sets:from_list([1]))).
%% [2]
-spec difference(set(Element), set(Element)) -> set(Element).
difference({_, _}, {Size, _}) when not is_integer(Size) -> error(badarg);
difference(Set1, Set2) -> merged(ordsets:subtract(to_list(Set1), to_list(Set2))).

%% As difference/2.
%% > gb_sets:to_list(gb_sets:subtract(gb_sets:from_list([1, 2]), gb_sets:from_list([1]))).
%% [2]
-spec subtract(set(Element), set(Element)) -> set(Element).
subtract(Set1, Set2) -> difference(Set1, Set2).

%% Whether no element is in both sets.
%% > gb_sets:is_disjoint(gb_sets:from_list([1]), gb_sets:from_list([2])).
%% true
-spec is_disjoint(set(), set()) -> boolean().
is_disjoint(Set1, Set2) -> ordsets:is_disjoint(to_list(Set1), to_list(Set2)).

%% Whether all elements of the first set are in the second.
%% > gb_sets:is_subset(gb_sets:from_list([1]), gb_sets:from_list([1, 2])).
%% true
-spec is_subset(set(), set()) -> boolean().
is_subset(Set1, Set2) -> ordsets:is_subset(to_list(Set1), to_list(Set2)).

%% ── Walking ────────────────────────────────────────────────────────────────

%% An iterator over the elements in order.
%% > gb_sets:next(gb_sets:iterator(gb_sets:new())).
%% none
-spec iterator(set(Element)) -> iter(Element).
iterator({_, Tree}) -> path(Tree, []).

%% The nodes down to the leftmost, the last first.
path(Node = {_, nil, _}, Above) -> [Node | Above];
path(Node = {_, Smaller, _}, Above) -> path(Smaller, [Node | Above]);
path(nil, Above) -> Above.

%% An iterator from an element on.
%% > element(1, gb_sets:next(gb_sets:iterator_from(2, gb_sets:from_list([1, 3])))).
%% 3
-spec iterator_from(Element, set(Element)) -> iter(Element).
iterator_from(From, {_, Tree}) -> path_from(From, Tree, []).

path_from(From, {Here, _, Greater}, Above) when Here < From -> path_from(From, Greater, Above);
path_from(_, Node = {_, nil, _}, Above) -> [Node | Above];
path_from(From, Node = {_, Smaller, _}, Above) -> path_from(From, Smaller, [Node | Above]);
path_from(_, nil, Above) -> Above.

%% The next element of an iterator.
%% > element(1, gb_sets:next(gb_sets:iterator(gb_sets:from_list([1, 3])))).
%% 1
-spec next(iter(Element)) -> {Element, iter(Element)} | none.
next([{Element, _, Greater} | Above]) -> {Element, path(Greater, Above)};
next([]) -> none.
