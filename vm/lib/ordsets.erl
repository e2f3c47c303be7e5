%%% Sets as ordered lists; elements are the same if they compare equal.

-module(ordsets).

-export([add_element/2, del_element/2, filter/2, fold/3, from_list/1, intersection/1, intersection/2, is_disjoint/2,
         is_element/2, is_empty/1, is_set/1, is_subset/2, new/0, size/1, subtract/2, to_list/1, union/1, union/2]).

-export_type([ordset/1]).

-type ordset(Element) :: [Element].

%% The empty set.
%% > ordsets:new().
%% []
-spec new() -> ordset(none()).
new() -> [].

%% Whether a term is a set: an ordered list without duplicates.
%% > ordsets:is_set([b, a]).
%% false
-spec is_set(term()) -> boolean().
is_set([First | Rest]) -> is_set(First, Rest);
is_set(Other) -> Other =:= [].

is_set(Last, [Element | Rest]) when Last < Element -> is_set(Element, Rest);
is_set(_, [_ | _]) -> false;
is_set(_, []) -> true.

%% The number of elements.
%% > ordsets:size([a, b]).
%% 2
-spec size(ordset(term())) -> non_neg_integer().
size(Set) -> length(Set).

%% Whether there are no elements.
%% > ordsets:is_empty([]).
%% true
-spec is_empty(ordset(term())) -> boolean().
is_empty(Set) -> Set =:= [].

%% The elements.
%% > ordsets:to_list([a, b]).
%% [a,b]
-spec to_list(ordset(Element)) -> [Element].
to_list(Set) -> Set.

%% The set of the elements of a list.
%% > ordsets:from_list([b, a, b]).
%% [a,b]
-spec from_list([Element]) -> ordset(Element).
from_list(List) -> lists:usort(List).

%% Whether an element is in a set.
%% > ordsets:is_element(a, [a]).
%% true
-spec is_element(Element, ordset(Element)) -> boolean().
is_element(Element, [Head | Tail]) when Element > Head -> is_element(Element, Tail);
is_element(Element, [Head | _]) -> Element == Head;
is_element(_, []) -> false.

%% The set with an element.
%% > ordsets:add_element(b, [a, c]).
%% [a,b,c]
-spec add_element(Element, ordset(Element)) -> ordset(Element).
add_element(Element, [Head | Tail]) when Element > Head -> [Head | add_element(Element, Tail)];
add_element(Element, Set = [Head | _]) when Element < Head -> [Element | Set];
add_element(_, Set = [_ | _]) -> Set;
add_element(Element, []) -> [Element].

%% The set without an element.
%% > ordsets:del_element(b, [a, b]).
%% [a]
-spec del_element(Element, ordset(Element)) -> ordset(Element).
del_element(Element, [Head | Tail]) when Element > Head -> [Head | del_element(Element, Tail)];
del_element(Element, Set = [Head | _]) when Element < Head -> Set;
del_element(_, [_ | Tail]) -> Tail;
del_element(_, []) -> [].

%% The elements of both sets; of equal ones that of the set which was behind.
%% > ordsets:union([1, 3], [2, 3]).
%% [1,2,3]
-spec union(ordset(Element), ordset(Element)) -> ordset(Element).
union([A | As], Bs = [B | _]) when A < B -> [A | union(As, Bs)];
union(As = [A | _], [B | Bs]) when A > B -> [B | union(Bs, As)];
union([A | As], [_ | Bs]) -> [A | union(As, Bs)];
union([], Bs) -> Bs;
union(As, []) -> As.

%% The elements of all sets.
%% > ordsets:union([[1], [2]]).
%% [1,2]
-spec union([ordset(Element)]) -> ordset(Element).
union(Sets) -> lists:umerge(Sets).

%% The elements that are in both sets.
%% > ordsets:intersection([1, 2], [2, 3]).
%% [2]
-spec intersection(ordset(Element), ordset(Element)) -> ordset(Element).
intersection([A | As], Bs = [B | _]) when A < B -> intersection(As, Bs);
intersection(As = [A | _], [B | Bs]) when A > B -> intersection(Bs, As);
intersection([A | As], [_ | Bs]) -> [A | intersection(As, Bs)];
intersection([], _) -> [];
intersection(_, []) -> [].

%% The elements that are in all sets.
%% > ordsets:intersection([[1, 2], [2, 3]]).
%% [2]
-spec intersection([ordset(Element), ...]) -> ordset(Element).
intersection([Set]) -> Set;
intersection([Set1, Set2 | Sets]) -> intersection([intersection(Set1, Set2) | Sets]).

%% Whether no element is in both sets.
%% > ordsets:is_disjoint([1], [1, 2]).
%% false
-spec is_disjoint(ordset(term()), ordset(term())) -> boolean().
is_disjoint([A | As], Bs = [B | _]) when A < B -> is_disjoint(As, Bs);
is_disjoint(As = [A | _], [B | Bs]) when A > B -> is_disjoint(As, Bs);
is_disjoint([_ | _], [_ | _]) -> false;
is_disjoint([], _) -> true;
is_disjoint(_, []) -> true.

%% The elements of the first set that are not in the second.
%% > ordsets:subtract([1, 2], [1]).
%% [2]
-spec subtract(ordset(Element), ordset(Element)) -> ordset(Element).
subtract([A | As], Bs = [B | _]) when A < B -> [A | subtract(As, Bs)];
subtract(As = [A | _], [B | Bs]) when A > B -> subtract(As, Bs);
subtract([_ | As], [_ | Bs]) -> subtract(As, Bs);
subtract([], _) -> [];
subtract(As, []) -> As.

%% Whether all elements of the first set are in the second.
%% > ordsets:is_subset([1], [1, 2]).
%% true
-spec is_subset(ordset(term()), ordset(term())) -> boolean().
is_subset([A | _], [B | _]) when A < B -> false;
is_subset(As = [A | _], [B | Bs]) when A > B -> is_subset(As, Bs);
is_subset([_ | As], [_ | Bs]) -> is_subset(As, Bs);
is_subset([], _) -> true;
is_subset(_, []) -> false.

%% Folds over the elements.
%% > ordsets:fold(fun(N, Sum) -> N + Sum end, 0, [1, 2]).
%% 3
-spec fold(fun((Element, Acc) -> Acc), Acc, ordset(Element)) -> Acc.
fold(Fun, Acc, Set) -> lists:foldl(Fun, Acc, Set).

%% The elements for which Test holds.
%% > ordsets:filter(fun(X) -> is_atom(X) end, [1, a]).
%% [a]
-spec filter(fun((Element) -> boolean()), ordset(Element)) -> ordset(Element).
filter(Test, Set) -> lists:filter(Test, Set).
