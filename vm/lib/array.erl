%%% Arrays that grow: the module `array`, in OTP's representation but for how much room a tree has after a resize.
%%%
%%% `{array, Size, Max, Default, Elements}`: a tree of nodes with ten subtrees and, last, the number of elements below
%%% one of them; leaves are tuples of ten. A subtree without elements of its own is the number of elements it would
%%% have. Max is how many the tree has room for, 0 for an array that does not grow.
-module(array).

-compile({no_auto_import, [get/2, size/1]}).

-export([new/0, new/1, new/2, is_array/1, size/1, default/1, fix/1, is_fix/1, relax/1, resize/1, resize/2, set/3, get/2,
         reset/2, to_list/1, sparse_to_list/1, from_list/1, from_list/2, to_orddict/1, sparse_to_orddict/1,
         from_orddict/1, from_orddict/2, map/2, sparse_map/2, foldl/3, foldr/3, sparse_foldl/3, sparse_foldr/3,
         sparse_size/1]).

-export_type([array/0, array/1, array_indx/0, array_opts/0]).

-record(array, {size, max, default, elements}).

-type array() :: array(term()).
-type array(_Type) :: #array{}.
-type array_indx() :: non_neg_integer().
-type array_opts() :: term().

%%% Making

%% An array that grows, without elements.
%% > array:size(array:new()).
%% 0
-spec new() -> array().
new() -> new([]).

%% An array with options: a size, {size, N}, fixed, {fixed, Bool}, {default, Value}.
%% > array:size(array:new(10)).
%% 10
-spec new(array_opts()) -> array().
new(Options) -> made(Options, 0, undefined, false).

%% An array of a size; the same as new([{size, Size} | Options]).
%% > array:to_list(array:new(2, {default, 0})).
%% [0,0]
-spec new(non_neg_integer(), array_opts()) -> array().
new(Size, Options) when is_integer(Size), Size >= 0 -> made(Options, Size, undefined, true);
new(_, _) -> error(badarg).

made(Options, Size, Default, Fixed) when is_list(Options) -> optioned(Options, Size, Default, Fixed);
made(Option, Size, Default, Fixed) -> optioned([Option], Size, Default, Fixed).

optioned([fixed | Options], Size, Default, _) -> optioned(Options, Size, Default, true);
optioned([{fixed, Fixed} | Options], Size, Default, _) when is_boolean(Fixed) -> optioned(Options, Size, Default, Fixed);
optioned([{default, Default} | Options], Size, _, Fixed) -> optioned(Options, Size, Default, Fixed);
optioned([{size, Size} | Options], _, Default, _) when is_integer(Size), Size >= 0 ->
    optioned(Options, Size, Default, true);
optioned([Size | Options], _, Default, _) when is_integer(Size), Size >= 0 -> optioned(Options, Size, Default, true);
optioned([], Size, Default, Fixed) ->
    Room = room(Size),
    Max = case Fixed of
              true -> 0;
              false -> Room
          end,
    #array{size = Size, max = Max, default = Default, elements = Room};
optioned(_, _, _, _) -> error(badarg).

%% Room for so many elements: a power of ten, 10 at least.
room(Size) -> room(Size, 10).

room(Size, Room) when Size =< Room -> Room;
room(Size, Room) -> room(Size, Room * 10).

%% Whether a term looks like an array.
%% > array:is_array([]).
%% false
-spec is_array(term()) -> boolean().
is_array(#array{size = Size, max = Max}) -> is_integer(Size) andalso is_integer(Max);
is_array(_) -> false.

%% The number of elements.
%% > array:size(array:from_list([a, b])).
%% 2
-spec size(array()) -> non_neg_integer().
size(#array{size = Size}) -> Size;
size(_) -> error(badarg).

%% What stands where nothing was set.
%% > array:default(array:new([{default, 0}])).
%% 0
-spec default(array(Type)) -> Type.
default(#array{default = Default}) -> Default;
default(_) -> error(badarg).

%% The array, which from now on does not grow.
%% > array:is_fix(array:fix(array:new())).
%% true
-spec fix(array(Type)) -> array(Type).
fix(#array{} = Array) -> Array#array{max = 0}.

%% Whether an array does not grow.
%% > array:is_fix(array:new(3)).
%% true
-spec is_fix(array()) -> boolean().
is_fix(#array{max = 0}) -> true;
is_fix(#array{}) -> false.

%% The array, which from now on grows.
%% > array:is_fix(array:relax(array:new(3))).
%% false
-spec relax(array(Type)) -> array(Type).
relax(#array{size = Size} = Array) -> Array#array{max = room(Size)}.

%% The array with as many elements as reach to the last one set.
%% > array:size(array:resize(array:set(3, undefined, array:new()))).
%% 0
-spec resize(array(Type)) -> array(Type).
resize(Array) -> resize(sparse_size(Array), Array).

%% The array with so many elements.
%% > array:to_list(array:resize(1, array:from_list([a, b]))).
%% [a]
-spec resize(non_neg_integer(), array(Type)) -> array(Type).
resize(Size, #array{size = Old, max = Max, elements = Elements} = Array) when is_integer(Size), Size >= 0 ->
    if
        Size > Old ->
            {Elements1, Room} = grown(Size, Elements, room_of(Elements)),
            Max1 = case Max of
                       0 -> 0;
                       _ -> Room
                   end,
            Array#array{size = Size, max = Max1, elements = Elements1};
        true -> Array#array{size = Size}
    end;
resize(_, _) -> error(badarg).

%% The room of a tree.
room_of(Room) when is_integer(Room) -> Room;
room_of(Node) when tuple_size(Node) =:= 11 -> element(11, Node) * 10;
room_of(_) -> 10.

%% A tree with room for so many elements, and that room.
grown(Size, Elements, Room) when Size =< Room -> {Elements, Room};
grown(Size, Elements, Room) when is_integer(Elements) -> grown(Size, Elements * 10, Room * 10);
grown(Size, Elements, Room) -> grown(Size, setelement(1, branch(Room), Elements), Room * 10).

%% A node whose ten subtrees would have so many elements each.
branch(Room) -> erlang:append_element(erlang:make_tuple(10, Room), Room).

%%% One element

%% Sets an element; an array that grows reaches as far as needed.
%% > array:to_list(array:set(1, x, array:from_list([a, b]))).
%% [a,x]
-spec set(array_indx(), Type, array(Type)) -> array(Type).
set(Index, Value, #array{size = Size, max = Max, default = Default, elements = Elements} = Array)
  when is_integer(Index), Index >= 0, is_integer(Max) ->
    if
        Index < Size -> Array#array{elements = put(Index, Value, Elements, Default)};
        Max =:= 0 -> error(badarg);
        true ->
            {Elements1, Room} = grown(Index + 1, Elements, room_of(Elements)),
            Array#array{size = Index + 1, max = Room, elements = put(Index, Value, Elements1, Default)}
    end;
set(_, _, _) -> error(badarg).

put(Index, Value, Node, Default) when tuple_size(Node) =:= 11 ->
    Room = element(11, Node),
    At = Index div Room + 1,
    setelement(At, Node, put(Index rem Room, Value, element(At, Node), Default));
put(Index, Value, Leaf, _) when is_tuple(Leaf) -> setelement(Index + 1, Leaf, Value);
put(Index, Value, 10, Default) -> setelement(Index + 1, erlang:make_tuple(10, Default), Value);
put(Index, Value, Room, Default) -> put(Index, Value, branch(Room div 10), Default).

%% An element; what was never set is the default, also behind the end of an array that grows.
%% > array:get(1, array:from_list([a, b])).
%% b
-spec get(array_indx(), array(Type)) -> Type.
get(Index, #array{size = Size, max = Max, default = Default, elements = Elements})
  when is_integer(Index), Index >= 0, is_integer(Max) ->
    if
        Index < Size -> element_of(Index, Elements, Default);
        Max > 0 -> Default;
        true -> error(badarg)
    end;
get(_, _) -> error(badarg).

element_of(Index, Node, Default) when tuple_size(Node) =:= 11 ->
    Room = element(11, Node),
    element_of(Index rem Room, element(Index div Room + 1, Node), Default);
element_of(_, Room, Default) when is_integer(Room) -> Default;
element_of(Index, Leaf, _) -> element(Index + 1, Leaf).

%% Sets an element to the default; nothing grows.
%% > array:to_list(array:reset(0, array:from_list([a, b]))).
%% [undefined,b]
-spec reset(array_indx(), array(Type)) -> array(Type).
reset(Index, #array{size = Size, max = Max, default = Default, elements = Elements} = Array)
  when is_integer(Index), Index >= 0, is_integer(Max) ->
    if
        Index < Size -> Array#array{elements = without(Index, Elements, Default)};
        Max > 0 -> Array;
        true -> error(badarg)
    end;
reset(_, _) -> error(badarg).

without(Index, Node, Default) when tuple_size(Node) =:= 11 ->
    Room = element(11, Node),
    At = Index div Room + 1,
    setelement(At, Node, without(Index rem Room, element(At, Node), Default));
without(_, Room, _) when is_integer(Room) -> Room;
without(Index, Leaf, Default) -> setelement(Index + 1, Leaf, Default).

%%% All elements

%% The elements as a list.
%% > array:to_list(array:from_list([a, b])).
%% [a,b]
-spec to_list(array(Type)) -> [Type].
to_list(#array{} = Array) -> foldr(fun(_, Value, Values) -> [Value | Values] end, [], Array);
to_list(_) -> error(badarg).

%% The elements that are not the default.
%% > array:sparse_to_list(array:set(2, c, array:new())).
%% [c]
-spec sparse_to_list(array(Type)) -> [Type].
sparse_to_list(#array{} = Array) -> sparse_foldr(fun(_, Value, Values) -> [Value | Values] end, [], Array);
sparse_to_list(_) -> error(badarg).

%% An array of a list's elements.
%% > array:size(array:from_list([a, b])).
%% 2
-spec from_list([Type]) -> array(Type).
from_list(List) -> from_list(List, undefined).

%% The same with a default.
%% > array:get(5, array:from_list([a, b], none)).
%% none
-spec from_list([Type], Type) -> array(Type).
from_list([], Default) -> new([{default, Default}]);
from_list(List, Default) when is_list(List) ->
    {Size, Leaves} = leaves(List, Default, 0, []),
    {Elements, Max} = tree(Leaves, 10),
    #array{size = Size, max = Max, default = Default, elements = Elements};
from_list(_, _) -> error(badarg).

leaves([A, B, C, D, E, F, G, H, I, J | Values], Default, Size, Leaves) ->
    leaves(Values, Default, Size + 10, [{A, B, C, D, E, F, G, H, I, J} | Leaves]);
leaves([], _, Size, Leaves) -> {Size, lists:reverse(Leaves)};
leaves(Values, Default, Size, Leaves) ->
    Count = try length(Values) catch error:badarg -> error(badarg) end,
    Last = list_to_tuple(Values ++ lists:duplicate(10 - Count, Default)),
    {Size + Count, lists:reverse(Leaves, [Last])}.

%% The tree of subtrees with room for so many elements each, and how many it has room for.
tree([Root], Room) -> {Root, Room};
tree(Nodes, Room) -> tree(joined(Nodes, Room), Room * 10).

joined([A, B, C, D, E, F, G, H, I, J | Nodes], Room) -> [{A, B, C, D, E, F, G, H, I, J, Room} | joined(Nodes, Room)];
joined([], _) -> [];
joined(Nodes, Room) -> [list_to_tuple(Nodes ++ lists:duplicate(11 - length(Nodes), Room))].

%% The elements with their indices.
%% > array:to_orddict(array:from_list([a, b])).
%% [{0,a},{1,b}]
-spec to_orddict(array(Type)) -> [{array_indx(), Type}].
to_orddict(#array{} = Array) -> foldr(fun(Index, Value, Pairs) -> [{Index, Value} | Pairs] end, [], Array);
to_orddict(_) -> error(badarg).

%% The elements that are not the default, with their indices.
%% > array:sparse_to_orddict(array:set(2, c, array:new())).
%% [{2,c}]
-spec sparse_to_orddict(array(Type)) -> [{array_indx(), Type}].
sparse_to_orddict(#array{} = Array) ->
    sparse_foldr(fun(Index, Value, Pairs) -> [{Index, Value} | Pairs] end, [], Array);
sparse_to_orddict(_) -> error(badarg).

%% An array of pairs of index and element, in order of the indices.
%% > array:to_list(array:from_orddict([{0, a}, {2, c}])).
%% [a,undefined,c]
-spec from_orddict([{array_indx(), Type}]) -> array(Type).
from_orddict(Pairs) -> from_orddict(Pairs, undefined).

%% The same with a default.
%% > array:to_list(array:from_orddict([{0, a}, {2, c}], none)).
%% [a,none,c]
-spec from_orddict([{array_indx(), Type}], Type) -> array(Type).
from_orddict(Pairs, Default) when is_list(Pairs) -> ordered(Pairs, -1, new([{default, Default}]));
from_orddict(_, _) -> error(badarg).

%% Each leaf is filled up to the next one, also that one if an element follows right behind it.
ordered([{Index, _} | _] = Pairs, Last, #array{default = Default} = Array)
  when is_integer(Index), Index rem 10 =:= 0, (Last + 10) div 10 =:= Index div 10 - 1 ->
    ordered(Pairs, Index - 1, set(Index - 1, Default, Array));
ordered([{Index, Value} | Pairs], Last, Array) when is_integer(Index), Index > Last ->
    ordered(Pairs, Index, set(Index, Value, Array));
ordered([], _, Array) -> Array;
ordered(Wrong, _, _) -> error({badarg, Wrong}).

%% The array with a function applied to index and element of each place.
%% > array:to_list(array:map(fun(_, V) -> V * 2 end, array:from_list([1, 2]))).
%% [2,4]
-spec map(fun((array_indx(), Type1) -> Type2), array(Type1)) -> array(Type2).
map(Fun, #array{default = Default} = Array) when is_function(Fun, 2) -> mapped(Fun, {every, Default}, Array);
map(_, _) -> error(badarg).

%% The same for the elements that are not the default.
%% > array:to_list(array:sparse_map(fun(I, _) -> I end, array:set(2, c, array:new()))).
%% [undefined,undefined,2]
-spec sparse_map(fun((array_indx(), Type1) -> Type2), array(Type1)) -> array(Type2).
sparse_map(Fun, #array{default = Default} = Array) when is_function(Fun, 2) -> mapped(Fun, {set, Default}, Array);
sparse_map(_, _) -> error(badarg).

%% With the function applied to every element, or to those that are set and not the default.
mapped(Fun, Which, #array{size = Size, elements = Elements} = Array) ->
    Array#array{elements = mapped(Elements, 0, Size, Which, Fun)}.

%% The same below Size in a subtree; At is the index of its first element.
mapped(Node, At, Size, _, _) when At >= Size -> Node;
mapped(Node, At, Size, Which, Fun) when tuple_size(Node) =:= 11 ->
    list_to_tuple(mapped_all(tuple_to_list(Node), element(11, Node), At, Size, Which, Fun));
mapped(Room, _, _, {set, _}, _) when is_integer(Room) -> Room;
mapped(10, At, Size, {every, Default} = Which, Fun) -> mapped(erlang:make_tuple(10, Default), At, Size, Which, Fun);
mapped(Room, At, Size, Which, Fun) when is_integer(Room) -> mapped(branch(Room div 10), At, Size, Which, Fun);
mapped(Leaf, At, Size, {every, _}, Fun) -> list_to_tuple(map_every(tuple_to_list(Leaf), At, Size, Fun));
mapped(Leaf, At, Size, {set, Default}, Fun) -> list_to_tuple(map_set(tuple_to_list(Leaf), At, Size, Default, Fun)).

mapped_all([Room], Room, _, _, _, _) -> [Room];
mapped_all([Node | Nodes], Room, At, Size, Which, Fun) ->
    [mapped(Node, At, Size, Which, Fun) | mapped_all(Nodes, Room, At + Room, Size, Which, Fun)].

map_every([Value | Values], At, Size, Fun) when At < Size -> [Fun(At, Value) | map_every(Values, At + 1, Size, Fun)];
map_every(Values, _, _, _) -> Values.

map_set([Default | Values], At, Size, Default, Fun) -> [Default | map_set(Values, At + 1, Size, Default, Fun)];
map_set([Value | Values], At, Size, Default, Fun) when At < Size ->
    [Fun(At, Value) | map_set(Values, At + 1, Size, Default, Fun)];
map_set(Values, _, _, _, _) -> Values.

%% Folds all elements from the first on.
%% > array:foldl(fun(_, V, Sum) -> V + Sum end, 0, array:from_list([1, 2])).
%% 3
-spec foldl(fun((array_indx(), term(), Acc) -> Acc), Acc, array()) -> Acc.
foldl(Fun, Acc, #array{size = Size, default = Default, elements = Elements}) when is_function(Fun, 3) ->
    up(Elements, 0, Size, {every, Default}, Fun, Acc);
foldl(_, _, _) -> error(badarg).

%% Folds what a subtree has below Size, or what of it is set; At is the index of its first element.
up(_, At, Size, _, _, Acc) when At >= Size -> Acc;
up(Node, At, Size, Which, Fun, Acc) when tuple_size(Node) =:= 11 ->
    up_all(1, Node, element(11, Node), At, Size, Which, Fun, Acc);
up(Room, At, Size, {every, Default}, Fun, Acc) when is_integer(Room) ->
    up_default(At, min(At + Room, Size), Default, Fun, Acc);
up(Room, _, _, _, _, Acc) when is_integer(Room) -> Acc;
up(Leaf, At, Size, {every, _}, Fun, Acc) -> up_every(tuple_to_list(Leaf), At, Size, Fun, Acc);
up(Leaf, At, Size, {set, Default}, Fun, Acc) -> up_set(tuple_to_list(Leaf), At, Size, Default, Fun, Acc).

up_all(11, _, _, _, _, _, _, Acc) -> Acc;
up_all(Number, Node, Room, At, Size, Which, Fun, Acc) ->
    up_all(Number + 1, Node, Room, At + Room, Size, Which, Fun, up(element(Number, Node), At, Size, Which, Fun, Acc)).

up_every([Value | Values], At, Size, Fun, Acc) when At < Size -> up_every(Values, At + 1, Size, Fun, Fun(At, Value, Acc));
up_every(_, _, _, _, Acc) -> Acc.

up_set([Default | Values], At, Size, Default, Fun, Acc) -> up_set(Values, At + 1, Size, Default, Fun, Acc);
up_set([Value | Values], At, Size, Default, Fun, Acc) when At < Size ->
    up_set(Values, At + 1, Size, Default, Fun, Fun(At, Value, Acc));
up_set(_, _, _, _, _, Acc) -> Acc.

up_default(End, End, _, _, Acc) -> Acc;
up_default(At, End, Default, Fun, Acc) -> up_default(At + 1, End, Default, Fun, Fun(At, Default, Acc)).

%% Folds all elements from the last on.
%% > array:foldr(fun(_, V, Acc) -> [V | Acc] end, [], array:from_list([1, 2])).
%% [1,2]
-spec foldr(fun((array_indx(), term(), Acc) -> Acc), Acc, array()) -> Acc.
foldr(Fun, Acc, #array{size = Size, default = Default, elements = Elements}) when is_function(Fun, 3) ->
    down(Elements, 0, Size, {every, Default}, Fun, Acc);
foldr(_, _, _) -> error(badarg).

%% As up/6, from the last element on.
down(_, At, Size, _, _, Acc) when At >= Size -> Acc;
down(Node, At, Size, Which, Fun, Acc) when tuple_size(Node) =:= 11 ->
    Room = element(11, Node),
    down_all(10, Node, Room, At + 9 * Room, Size, Which, Fun, Acc);
down(Room, At, Size, {every, Default}, Fun, Acc) when is_integer(Room) ->
    down_default(At, min(At + Room, Size), Default, Fun, Acc);
down(Room, _, _, _, _, Acc) when is_integer(Room) -> Acc;
down(Leaf, At, Size, {every, _}, Fun, Acc) -> down_every(min(10, Size - At), Leaf, At, Fun, Acc);
down(Leaf, At, Size, {set, Default}, Fun, Acc) -> down_set(min(10, Size - At), Leaf, At, Default, Fun, Acc).

down_all(0, _, _, _, _, _, _, Acc) -> Acc;
down_all(Number, Node, Room, At, Size, Which, Fun, Acc) ->
    down_all(Number - 1, Node, Room, At - Room, Size, Which, Fun, down(element(Number, Node), At, Size, Which, Fun, Acc)).

down_every(0, _, _, _, Acc) -> Acc;
down_every(Number, Leaf, At, Fun, Acc) ->
    down_every(Number - 1, Leaf, At, Fun, Fun(At + Number - 1, element(Number, Leaf), Acc)).

down_set(0, _, _, _, _, Acc) -> Acc;
down_set(Number, Leaf, At, Default, Fun, Acc) ->
    case element(Number, Leaf) of
        Default -> down_set(Number - 1, Leaf, At, Default, Fun, Acc);
        Value -> down_set(Number - 1, Leaf, At, Default, Fun, Fun(At + Number - 1, Value, Acc))
    end.

down_default(At, At, _, _, Acc) -> Acc;
down_default(At, End, Default, Fun, Acc) -> down_default(At, End - 1, Default, Fun, Fun(End - 1, Default, Acc)).

%% Folds the elements that are not the default, from the first on.
%% > array:sparse_foldl(fun(I, V, Acc) -> [{I, V} | Acc] end, [], array:set(2, c, array:new())).
%% [{2,c}]
-spec sparse_foldl(fun((array_indx(), term(), Acc) -> Acc), Acc, array()) -> Acc.
sparse_foldl(Fun, Acc, #array{size = Size, default = Default, elements = Elements}) when is_function(Fun, 3) ->
    up(Elements, 0, Size, {set, Default}, Fun, Acc);
sparse_foldl(_, _, _) -> error(badarg).

%% Folds the elements that are not the default, from the last on.
%% > array:sparse_foldr(fun(I, V, Acc) -> [{I, V} | Acc] end, [], array:set(2, c, array:new())).
%% [{2,c}]
-spec sparse_foldr(fun((array_indx(), term(), Acc) -> Acc), Acc, array()) -> Acc.
sparse_foldr(Fun, Acc, #array{size = Size, default = Default, elements = Elements}) when is_function(Fun, 3) ->
    down(Elements, 0, Size, {set, Default}, Fun, Acc);
sparse_foldr(_, _, _) -> error(badarg).

%% How many elements there are up to the last that is not the default.
%% > array:sparse_size(array:set(2, c, array:new(10))).
%% 3
-spec sparse_size(array()) -> non_neg_integer().
sparse_size(#array{size = Size, default = Default, elements = Elements}) -> used(Elements, 0, Size, Default);
sparse_size(_) -> error(badarg).

%% One more than the last index in a subtree whose element is set, or 0.
used(_, At, Size, _) when At >= Size -> 0;
used(Node, At, Size, Default) when tuple_size(Node) =:= 11 -> used_in(10, Node, At, Size, Default);
used(Room, _, _, _) when is_integer(Room) -> 0;
used(Leaf, At, Size, Default) -> used_leaf(min(10, Size - At), Leaf, At, Default).

used_in(0, _, _, _, _) -> 0;
used_in(Number, Node, At, Size, Default) ->
    case used(element(Number, Node), At + (Number - 1) * element(11, Node), Size, Default) of
        0 -> used_in(Number - 1, Node, At, Size, Default);
        Used -> Used
    end.

used_leaf(0, _, _, _) -> 0;
used_leaf(Number, Leaf, At, Default) when element(Number, Leaf) =:= Default -> used_leaf(Number - 1, Leaf, At, Default);
used_leaf(Number, _, At, _) -> At + Number.
