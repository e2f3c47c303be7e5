%%% General balanced trees: {Size, Tree}, where a tree is {Key, Value, Smaller, Greater} or nil. A part of the tree is
%%% rebuilt when it has become too high for its size; deleting does not rebuild.

-module(gb_trees).

-export([balance/1, delete/2, delete_any/2, empty/0, enter/3, from_orddict/1, get/2, insert/3, is_defined/2, is_empty/1,
         iterator/1, iterator_from/2, keys/1, largest/1, lookup/2, map/2, next/1, size/1, smallest/1, take/2, take_any/2,
         take_largest/1, take_smallest/1, to_list/1, update/3, values/1]).

-export_type([tree/0, tree/2, iter/0, iter/2]).

-type node_of(Key, Value) :: nil | {Key, Value, node_of(Key, Value), node_of(Key, Value)}.
-opaque tree(Key, Value) :: {non_neg_integer(), node_of(Key, Value)}.
-type tree() :: tree(term(), term()).
-opaque iter(Key, Value) :: [node_of(Key, Value)].
-type iter() :: iter(term(), term()).

%% ── Making ─────────────────────────────────────────────────────────────────

%% The empty tree.
%% > gb_trees:is_empty(gb_trees:empty()).
%% true
-spec empty() -> tree(none(), none()).
empty() -> {0, nil}.

%% The tree of an ordered list of pairs without duplicates.
%% > gb_trees:size(gb_trees:from_orddict([{a, 1}, {b, 2}])).
%% 2
-spec from_orddict([{Key, Value}]) -> tree(Key, Value).
from_orddict(Pairs) ->
    Size = length(Pairs),
    {Size, balanced(Size, Pairs)}.

%% The tree as low as can be.
%% > gb_trees:to_list(gb_trees:balance(gb_trees:insert(a, 1, gb_trees:empty()))).
%% [{a,1}]
-spec balance(tree(Key, Value)) -> tree(Key, Value).
balance({Size, Tree}) -> {Size, balanced(Size, pairs(Tree, []))}.

balanced(Size, Pairs) ->
    {Tree, []} = built(Size, Pairs),
    Tree.

%% A tree of the first pairs, and the others; the smaller half gets what does not divide.
built(0, Pairs) ->
    {nil, Pairs};
built(1, [{Key, Value} | Rest]) ->
    {{Key, Value, nil, nil}, Rest};
built(Size, Pairs) when Size > 1 ->
    Greater = (Size - 1) div 2,
    {Left, [{Key, Value} | Rest0]} = built(Size - 1 - Greater, Pairs),
    {Right, Rest} = built(Greater, Rest0),
    {{Key, Value, Left, Right}, Rest}.

%% ── Asking ─────────────────────────────────────────────────────────────────

%% Whether there are no keys.
%% > gb_trees:is_empty(gb_trees:empty()).
%% true
-spec is_empty(tree()) -> boolean().
is_empty({0, nil}) -> true;
is_empty(_) -> false.

%% The number of keys.
%% > gb_trees:size(gb_trees:from_orddict([{a, 1}])).
%% 1
-spec size(tree()) -> non_neg_integer().
size({Size, _}) when is_integer(Size), Size >= 0 -> Size.

%% The value of a key.
%% > gb_trees:lookup(a, gb_trees:from_orddict([{a, 1}])).
%% {value,1}
%% > gb_trees:lookup(b, gb_trees:empty()).
%% none
-spec lookup(Key, tree(Key, Value)) -> {value, Value} | none.
lookup(Key, {_, Tree}) -> find(Key, Tree).

find(Key, {Here, _, Smaller, _}) when Key < Here -> find(Key, Smaller);
find(Key, {Here, _, _, Greater}) when Key > Here -> find(Key, Greater);
find(_, {_, Value, _, _}) -> {value, Value};
find(_, nil) -> none.

%% Whether there is a key.
%% > gb_trees:is_defined(a, gb_trees:empty()).
%% false
-spec is_defined(Key, tree(Key, term())) -> boolean().
is_defined(Key, {_, Tree}) -> find(Key, Tree) =/= none.

%% The value of a key that must be there.
%% > gb_trees:get(a, gb_trees:from_orddict([{a, 1}])).
%% 1
-spec get(Key, tree(Key, Value)) -> Value.
get(Key, {_, Tree}) -> fetch(Key, Tree).

fetch(Key, {Here, _, Smaller, _}) when Key < Here -> fetch(Key, Smaller);
fetch(Key, {Here, _, _, Greater}) when Key > Here -> fetch(Key, Greater);
fetch(_, {_, Value, _, _}) -> Value.

%% The smallest key and its value.
%% > gb_trees:smallest(gb_trees:from_orddict([{a, 1}, {b, 2}])).
%% {a,1}
-spec smallest(tree(Key, Value)) -> {Key, Value}.
smallest({_, Tree}) -> leftmost(Tree).

leftmost({Key, Value, nil, _}) -> {Key, Value};
leftmost({_, _, Smaller, _}) -> leftmost(Smaller).

%% The largest key and its value.
%% > gb_trees:largest(gb_trees:from_orddict([{a, 1}, {b, 2}])).
%% {b,2}
-spec largest(tree(Key, Value)) -> {Key, Value}.
largest({_, Tree}) -> rightmost(Tree).

rightmost({Key, Value, _, nil}) -> {Key, Value};
rightmost({_, _, _, Greater}) -> rightmost(Greater).

%% The pairs in order.
%% > gb_trees:to_list(gb_trees:from_orddict([{a, 1}])).
%% [{a,1}]
-spec to_list(tree(Key, Value)) -> [{Key, Value}].
to_list({_, Tree}) -> pairs(Tree, []).

pairs({Key, Value, Smaller, Greater}, After) -> pairs(Smaller, [{Key, Value} | pairs(Greater, After)]);
pairs(nil, After) -> After.

%% The keys in order.
%% > gb_trees:keys(gb_trees:from_orddict([{a, 1}, {b, 2}])).
%% [a,b]
-spec keys(tree(Key, term())) -> [Key].
keys({_, Tree}) -> [Key || {Key, _} <- pairs(Tree, [])].

%% The values in the order of their keys.
%% > gb_trees:values(gb_trees:from_orddict([{a, 1}, {b, 2}])).
%% [1,2]
-spec values(tree(term(), Value)) -> [Value].
values({_, Tree}) -> [Value || {_, Value} <- pairs(Tree, [])].

%% ── Inserting ──────────────────────────────────────────────────────────────

%% Inserts a key that must not be there.
%% > gb_trees:to_list(gb_trees:insert(b, 2, gb_trees:from_orddict([{a, 1}]))).
%% [{a,1},{b,2}]
%% > gb_trees:insert(a, 2, gb_trees:from_orddict([{a, 1}])).
%% ** error:{key_exists,a}
-spec insert(Key, Value, tree(Key, Value)) -> tree(Key, Value).
insert(Key, Value, {Size, Tree}) when is_integer(Size) ->
    NewSize = Size + 1,
    {NewSize, inserted(insert_at(Key, Value, Tree, NewSize * NewSize))}.

inserted({Tree, _, _}) -> Tree;
inserted(Tree) -> Tree.

%% Inserts below a node. Room is halved at each level: where none is left the tree has become too high, and
%% {Tree, 2 ^ Height, Size} instead of a tree goes up to the lowest node that is too high for its own size, which is
%% rebuilt.
insert_at(Key, Value, {Here, HereValue, Smaller, Greater}, Room) when Key < Here ->
    case insert_at(Key, Value, Smaller, Room div 2) of
        {New, Height, Size} -> checked({Here, HereValue, New, Greater}, Height, Size, Greater);
        New -> {Here, HereValue, New, Greater}
    end;
insert_at(Key, Value, {Here, HereValue, Smaller, Greater}, Room) when Key > Here ->
    case insert_at(Key, Value, Greater, Room div 2) of
        {New, Height, Size} -> checked({Here, HereValue, Smaller, New}, Height, Size, Smaller);
        New -> {Here, HereValue, Smaller, New}
    end;
insert_at(Key, Value, nil, 0) ->
    {{Key, Value, nil, nil}, 1, 1};
insert_at(Key, Value, nil, _) ->
    {Key, Value, nil, nil};
insert_at(Key, _, {_, _, _, _}, _) ->
    erlang:error({key_exists, Key}).

checked(Tree, Height1, Size1, Sibling) ->
    {Height2, Size2} = measure(Sibling),
    Height = 2 * max(Height1, Height2),
    Size = Size1 + Size2 + 1,
    case Height > Size * Size of
        true -> balanced(Size, pairs(Tree, []));
        false -> {Tree, Height, Size}
    end.

%% 2 ^ Height, and the size.
measure({_, _, nil, nil}) ->
    {1, 1};
measure({_, _, Smaller, Greater}) ->
    {Height1, Size1} = measure(Smaller),
    {Height2, Size2} = measure(Greater),
    {2 * max(Height1, Height2), Size1 + Size2 + 1};
measure(nil) ->
    {1, 0}.

%% Changes the value of a key that must be there.
%% > gb_trees:to_list(gb_trees:update(a, 2, gb_trees:from_orddict([{a, 1}]))).
%% [{a,2}]
-spec update(Key, Value, tree(Key, Value)) -> tree(Key, Value).
update(Key, Value, {Size, Tree}) -> {Size, update_at(Key, Value, Tree)}.

update_at(Key, Value, {Here, HereValue, Smaller, Greater}) when Key < Here ->
    {Here, HereValue, update_at(Key, Value, Smaller), Greater};
update_at(Key, Value, {Here, HereValue, Smaller, Greater}) when Key > Here ->
    {Here, HereValue, Smaller, update_at(Key, Value, Greater)};
update_at(Key, Value, {_, _, Smaller, Greater}) ->
    {Key, Value, Smaller, Greater}.

%% Sets the value of a key.
%% > gb_trees:to_list(gb_trees:enter(a, 2, gb_trees:from_orddict([{a, 1}]))).
%% [{a,2}]
-spec enter(Key, Value, tree(Key, Value)) -> tree(Key, Value).
enter(Key, Value, Tree) ->
    case is_defined(Key, Tree) of
        true -> update(Key, Value, Tree);
        false -> insert(Key, Value, Tree)
    end.

%% ── Deleting ───────────────────────────────────────────────────────────────

%% Deletes a key that must be there.
%% > gb_trees:to_list(gb_trees:delete(a, gb_trees:from_orddict([{a, 1}, {b, 2}]))).
%% [{b,2}]
-spec delete(Key, tree(Key, Value)) -> tree(Key, Value).
delete(Key, {Size, Tree}) when is_integer(Size), Size >= 0 ->
    {_, Rest} = take_at(Key, Tree),
    {Size - 1, Rest}.

%% Deletes a key.
%% > gb_trees:to_list(gb_trees:delete_any(x, gb_trees:from_orddict([{a, 1}]))).
%% [{a,1}]
-spec delete_any(Key, tree(Key, Value)) -> tree(Key, Value).
delete_any(Key, Tree) ->
    case is_defined(Key, Tree) of
        true -> delete(Key, Tree);
        false -> Tree
    end.

%% Takes out a key that must be there.
%% > element(1, gb_trees:take(a, gb_trees:from_orddict([{a, 1}]))).
%% 1
-spec take(Key, tree(Key, Value)) -> {Value, tree(Key, Value)}.
take(Key, {Size, Tree}) when is_integer(Size), Size >= 0 ->
    {Value, Rest} = take_at(Key, Tree),
    {Value, {Size - 1, Rest}}.

%% Takes out a key.
%% > gb_trees:take_any(x, gb_trees:empty()).
%% error
-spec take_any(Key, tree(Key, Value)) -> {Value, tree(Key, Value)} | error.
take_any(Key, Tree) ->
    case is_defined(Key, Tree) of
        true -> take(Key, Tree);
        false -> error
    end.

take_at(Key, {Here, HereValue, Smaller, Greater}) when Key < Here ->
    {Value, Rest} = take_at(Key, Smaller),
    {Value, {Here, HereValue, Rest, Greater}};
take_at(Key, {Here, HereValue, Smaller, Greater}) when Key > Here ->
    {Value, Rest} = take_at(Key, Greater),
    {Value, {Here, HereValue, Smaller, Rest}};
take_at(_, {_, Value, Smaller, Greater}) ->
    {Value, joined(Smaller, Greater)}.

joined(Smaller, nil) -> Smaller;
joined(nil, Greater) -> Greater;
joined(Smaller, Greater) ->
    {Key, Value, Rest} = take_leftmost(Greater),
    {Key, Value, Smaller, Rest}.

%% Takes out the smallest key.
%% > {Key, Value, _} = gb_trees:take_smallest(gb_trees:from_orddict([{a, 1}, {b, 2}])), {Key, Value}.
%% {a,1}
-spec take_smallest(tree(Key, Value)) -> {Key, Value, tree(Key, Value)}.
take_smallest({Size, Tree}) when is_integer(Size), Size >= 0 ->
    {Key, Value, Rest} = take_leftmost(Tree),
    {Key, Value, {Size - 1, Rest}}.

take_leftmost({Key, Value, nil, Greater}) ->
    {Key, Value, Greater};
take_leftmost({Here, HereValue, Smaller, Greater}) ->
    {Key, Value, Rest} = take_leftmost(Smaller),
    {Key, Value, {Here, HereValue, Rest, Greater}}.

%% Takes out the largest key.
%% > {Key, Value, _} = gb_trees:take_largest(gb_trees:from_orddict([{a, 1}, {b, 2}])), {Key, Value}.
%% {b,2}
-spec take_largest(tree(Key, Value)) -> {Key, Value, tree(Key, Value)}.
take_largest({Size, Tree}) when is_integer(Size), Size >= 0 ->
    {Key, Value, Rest} = take_rightmost(Tree),
    {Key, Value, {Size - 1, Rest}}.

take_rightmost({Key, Value, Smaller, nil}) ->
    {Key, Value, Smaller};
take_rightmost({Here, HereValue, Smaller, Greater}) ->
    {Key, Value, Rest} = take_rightmost(Greater),
    {Key, Value, {Here, HereValue, Smaller, Rest}}.

%% ── Walking ────────────────────────────────────────────────────────────────

%% An iterator over all pairs in order.
%% > gb_trees:next(gb_trees:iterator(gb_trees:empty())).
%% none
-spec iterator(tree(Key, Value)) -> iter(Key, Value).
iterator({_, Tree}) -> path(Tree, []).

%% The nodes down to the leftmost, the last first.
path(Node = {_, _, nil, _}, Above) -> [Node | Above];
path(Node = {_, _, Smaller, _}, Above) -> path(Smaller, [Node | Above]);
path(nil, Above) -> Above.

%% An iterator from a key on.
%% > element(1, gb_trees:next(gb_trees:iterator_from(b, gb_trees:from_orddict([{a, 1}, {c, 3}])))).
%% c
-spec iterator_from(Key, tree(Key, Value)) -> iter(Key, Value).
iterator_from(Key, {_, Tree}) -> path_from(Key, Tree, []).

path_from(Key, {Here, _, _, Greater}, Above) when Here < Key -> path_from(Key, Greater, Above);
path_from(_, Node = {_, _, nil, _}, Above) -> [Node | Above];
path_from(Key, Node = {_, _, Smaller, _}, Above) -> path_from(Key, Smaller, [Node | Above]);
path_from(_, nil, Above) -> Above.

%% The next pair of an iterator.
%% > {Key, Value, _} = gb_trees:next(gb_trees:iterator(gb_trees:from_orddict([{a, 1}]))), {Key, Value}.
%% {a,1}
-spec next(iter(Key, Value)) -> {Key, Value, iter(Key, Value)} | none.
next([{Key, Value, _, Greater} | Above]) -> {Key, Value, path(Greater, Above)};
next([]) -> none.

%% The tree with the results of Fun as values.
%% > gb_trees:to_list(gb_trees:map(fun(_, V) -> V * 2 end, gb_trees:from_orddict([{a, 1}]))).
%% [{a,2}]
-spec map(fun((Key, A) -> B), tree(Key, A)) -> tree(Key, B).
map(Fun, {Size, Tree}) when is_function(Fun, 2) -> {Size, map_at(Fun, Tree)}.

map_at(Fun, {Key, Value, Smaller, Greater}) ->
    {Key, Fun(Key, Value), map_at(Fun, Smaller), map_at(Fun, Greater)};
map_at(_, nil) ->
    nil.
