%%% Double-ended queues: {Rear, Front}, where Rear has the last element first. A queue of two or more elements has both
%%% ends filled; what empties one end moves half of the other there.

-module(queue).

-export([all/2, any/2, delete/2, delete_r/2, delete_with/2, delete_with_r/2, drop/1, drop_r/1, filter/2, filtermap/2,
         fold/3, from_list/1, get/1, get_r/1, in/2, in_r/2, is_empty/1, is_queue/1, join/2, len/1, member/2, new/0,
         out/1, out_r/1, peek/1, peek_r/1, reverse/1, split/2, to_list/1]).
-export([cons/2, daeh/1, head/1, init/1, lait/1, last/1, liat/1, snoc/2, tail/1]).

-export_type([queue/0, queue/1]).

-opaque queue(Item) :: {[Item], [Item]}.
-type queue() :: queue(term()).

-define(IS_QUEUE(Rear, Front), is_list(Rear), is_list(Front)).

%% ── Making and asking ──────────────────────────────────────────────────────

%% The empty queue.
%% > queue:to_list(queue:new()).
%% []
-spec new() -> queue(none()).
new() -> {[], []}.

%% A queue of the elements of a list, the first in front.
%% > queue:len(queue:from_list([a, b])).
%% 2
-spec from_list([Item]) -> queue(Item).
from_list(List) when length(List) >= 0 -> fill_rear(List);
from_list(Other) -> erlang:error(badarg, [Other]).

%% The elements, the front first.
%% > queue:to_list(queue:from_list([a, b])).
%% [a,b]
-spec to_list(queue(Item)) -> [Item].
to_list({Rear, Front}) when ?IS_QUEUE(Rear, Front) -> Front ++ lists:reverse(Rear);
to_list(Other) -> erlang:error(badarg, [Other]).

%% Whether a term may be a queue.
%% > queue:is_queue(queue:new()).
%% true
-spec is_queue(term()) -> boolean().
is_queue({Rear, Front}) -> is_list(Rear) andalso is_list(Front);
is_queue(_) -> false.

%% Whether a queue is empty.
%% > queue:is_empty(queue:new()).
%% true
-spec is_empty(queue()) -> boolean().
is_empty({[], []}) -> true;
is_empty({Rear, Front}) when ?IS_QUEUE(Rear, Front) -> false;
is_empty(Other) -> erlang:error(badarg, [Other]).

%% The number of elements.
%% > queue:len(queue:from_list([a, b])).
%% 2
-spec len(queue()) -> non_neg_integer().
len({Rear, Front}) when ?IS_QUEUE(Rear, Front) -> length(Rear) + length(Front);
len(Other) -> erlang:error(badarg, [Other]).

%% Whether an element is in a queue.
%% > queue:member(a, queue:from_list([a])).
%% true
-spec member(Item, queue(Item)) -> boolean().
member(Item, {Rear, Front}) when ?IS_QUEUE(Rear, Front) -> lists:member(Item, Rear) orelse lists:member(Item, Front);
member(Item, Other) -> erlang:error(badarg, [Item, Other]).

%% ── In and out ─────────────────────────────────────────────────────────────

%% Puts an element at the rear.
%% > queue:to_list(queue:in(c, queue:from_list([a, b]))).
%% [a,b,c]
-spec in(Item, queue(Item)) -> queue(Item).
in(Item, {[Only], []}) -> {[Item], [Only]};
in(Item, {Rear, Front}) when ?IS_QUEUE(Rear, Front) -> {[Item | Rear], Front};
in(Item, Other) -> erlang:error(badarg, [Item, Other]).

%% Puts an element in front.
%% > queue:to_list(queue:in_r(c, queue:from_list([a, b]))).
%% [c,a,b]
-spec in_r(Item, queue(Item)) -> queue(Item).
in_r(Item, {[], [Only]}) -> {[Only], [Item]};
in_r(Item, {Rear, Front}) when ?IS_QUEUE(Rear, Front) -> {Rear, [Item | Front]};
in_r(Item, Other) -> erlang:error(badarg, [Item, Other]).

%% Takes the element in front.
%% > {{value, Item}, _} = queue:out(queue:from_list([a, b])), Item.
%% a
%% > element(1, queue:out(queue:new())).
%% empty
-spec out(queue(Item)) -> {{value, Item}, queue(Item)} | {empty, queue(Item)}.
out(Empty = {[], []}) -> {empty, Empty};
out({[Only], []}) -> {{value, Only}, {[], []}};
out({Rear, [Item]}) when is_list(Rear) -> {{value, Item}, fill_front(Rear)};
out({Rear, [Item | Front]}) when is_list(Rear) -> {{value, Item}, {Rear, Front}};
out({Rear, []}) when is_list(Rear) -> out(fill_front(Rear));
out(Other) -> erlang:error(badarg, [Other]).

%% Takes the element at the rear.
%% > {{value, Item}, _} = queue:out_r(queue:from_list([a, b])), Item.
%% b
-spec out_r(queue(Item)) -> {{value, Item}, queue(Item)} | {empty, queue(Item)}.
out_r(Empty = {[], []}) -> {empty, Empty};
out_r({[], [Only]}) -> {{value, Only}, {[], []}};
out_r({[Item], Front}) when is_list(Front) -> {{value, Item}, fill_rear(Front)};
out_r({[Item | Rear], Front}) when is_list(Front) -> {{value, Item}, {Rear, Front}};
out_r({[], Front}) when is_list(Front) -> out_r(fill_rear(Front));
out_r(Other) -> erlang:error(badarg, [Other]).

%% The queue with these elements, the last first, more than half of them in front.
fill_front([]) -> {[], []};
fill_front([Only]) -> {[], [Only]};
fill_front(Reversed) ->
    {Rear, Rest} = lists:split(length(Reversed) div 2, Reversed),
    {Rear, lists:reverse(Rest)}.

%% The queue with these elements, the first first, more than half of them at the rear.
fill_rear([]) -> {[], []};
fill_rear([Only]) -> {[Only], []};
fill_rear(List) ->
    {Front, Rest} = lists:split(length(List) div 2, List),
    {lists:reverse(Rest), Front}.

%% The element in front.
%% > queue:get(queue:from_list([a, b])).
%% a
%% > queue:get(queue:new()).
%% ** error:empty
-spec get(queue(Item)) -> Item.
get(Queue) ->
    case peek(Queue) of
        {value, Item} -> Item;
        empty -> erlang:error(empty, [Queue])
    end.

%% The element at the rear.
%% > queue:get_r(queue:from_list([a, b])).
%% b
-spec get_r(queue(Item)) -> Item.
get_r(Queue) ->
    case peek_r(Queue) of
        {value, Item} -> Item;
        empty -> erlang:error(empty, [Queue])
    end.

%% The element in front, if there is one.
%% > queue:peek(queue:from_list([a, b])).
%% {value,a}
-spec peek(queue(Item)) -> {value, Item} | empty.
peek({[], []}) -> empty;
peek({Rear, [Item | _]}) when is_list(Rear) -> {value, Item};
peek({Rear, []}) when is_list(Rear) -> {value, lists:last(Rear)};
peek(Other) -> erlang:error(badarg, [Other]).

%% The element at the rear, if there is one.
%% > queue:peek_r(queue:from_list([a, b])).
%% {value,b}
-spec peek_r(queue(Item)) -> {value, Item} | empty.
peek_r({[], []}) -> empty;
peek_r({[Item | _], Front}) when is_list(Front) -> {value, Item};
peek_r({[], Front}) when is_list(Front) -> {value, lists:last(Front)};
peek_r(Other) -> erlang:error(badarg, [Other]).

%% The queue without the element in front.
%% > queue:to_list(queue:drop(queue:from_list([a, b]))).
%% [b]
-spec drop(queue(Item)) -> queue(Item).
drop(Queue) ->
    case out(Queue) of
        {{value, _}, Rest} -> Rest;
        {empty, _} -> erlang:error(empty, [Queue])
    end.

%% The queue without the element at the rear.
%% > queue:to_list(queue:drop_r(queue:from_list([a, b]))).
%% [a]
-spec drop_r(queue(Item)) -> queue(Item).
drop_r(Queue) ->
    case out_r(Queue) of
        {{value, _}, Rest} -> Rest;
        {empty, _} -> erlang:error(empty, [Queue])
    end.

%% ── Whole queues ───────────────────────────────────────────────────────────

%% The queue the other way round.
%% > queue:to_list(queue:reverse(queue:from_list([a, b]))).
%% [b,a]
-spec reverse(queue(Item)) -> queue(Item).
reverse({Rear, Front}) when ?IS_QUEUE(Rear, Front) -> {Front, Rear};
reverse(Other) -> erlang:error(badarg, [Other]).

%% Two queues one after the other.
%% > queue:to_list(queue:join(queue:from_list([a]), queue:from_list([b]))).
%% [a,b]
-spec join(queue(Item), queue(Item)) -> queue(Item).
join({Rear1, Front1}, {[], []}) when ?IS_QUEUE(Rear1, Front1) -> {Rear1, Front1};
join({[], []}, {Rear2, Front2}) when ?IS_QUEUE(Rear2, Front2) -> {Rear2, Front2};
join({Rear1, Front1}, {Rear2, Front2}) when ?IS_QUEUE(Rear1, Front1), ?IS_QUEUE(Rear2, Front2) ->
    {Rear2, Front1 ++ lists:reverse(Rear1, Front2)};
join(Other1, Other2) ->
    erlang:error(badarg, [Other1, Other2]).

%% The first N elements and the others.
%% > queue:to_list(element(1, queue:split(1, queue:from_list([a, b])))).
%% [a]
-spec split(non_neg_integer(), queue(Item)) -> {queue(Item), queue(Item)}.
split(0, Queue = {Rear, Front}) when ?IS_QUEUE(Rear, Front) ->
    {{[], []}, Queue};
split(N, Queue = {Rear, Front}) when is_integer(N), N >= 1, ?IS_QUEUE(Rear, Front) ->
    InFront = length(Front),
    case InFront + length(Rear) of
        N when Rear =/= [] -> {Queue, {[], []}};
        _ when N < InFront -> split_front(N, Rear, Front);
        _ when N =:= InFront -> {fill_rear(Front), fill_front(Rear)};
        All when N < All -> split_rear(All - N, Rear, Front);
        _ -> erlang:error(badarg, [N, Queue])
    end;
split(N, Other) ->
    erlang:error(badarg, [N, Other]).

split_front(N, Rear, Front) ->
    {[First | Others], Rest} = lists:split(N, Front),
    {{lists:reverse(Others), [First]}, {Rear, Rest}}.

split_rear(Last, Rear, Front) ->
    {[Item | Others], Rest} = lists:split(Last, Rear),
    {{Rest, Front}, {[Item], lists:reverse(Others)}}.

%% Replaces each element by those of the list that Fun returns; true stands for the element, false for none.
%% > queue:to_list(queue:filter(fun(N) -> N > 1 end, queue:from_list([1, 2]))).
%% [2]
-spec filter(fun((Item) -> boolean() | [Item]), queue(Item)) -> queue(Item).
filter(Fun, {Rear, Front}) when is_function(Fun, 1), ?IS_QUEUE(Rear, Front) ->
    NewFront = filtered(Fun, Front),
    refilled(lists:reverse(filtered(Fun, lists:reverse(Rear))), NewFront);
filter(Fun, Other) ->
    erlang:error(badarg, [Fun, Other]).

filtered(Fun, [Item | Items]) ->
    case Fun(Item) of
        true -> [Item | filtered(Fun, Items)];
        false -> filtered(Fun, Items);
        List when is_list(List) -> List ++ filtered(Fun, Items)
    end;
filtered(_, []) ->
    [].

%% A queue of two ends, one of which may have become empty.
refilled(Rear, []) -> fill_front(Rear);
refilled([], Front) -> fill_rear(Front);
refilled(Rear, Front) -> {Rear, Front}.

%% Filters and maps at once: Fun returns true, false or {true, Value}.
%% > queue:to_list(queue:filtermap(fun(N) -> {true, N * 2} end, queue:from_list([1, 2]))).
%% [2,4]
-spec filtermap(fun((Item) -> boolean() | {true, Value}), queue(Item)) -> queue(Item | Value).
filtermap(Fun, {Rear, Front}) when is_function(Fun, 1), ?IS_QUEUE(Rear, Front) ->
    NewFront = lists:filtermap(Fun, Front),
    refilled(lists:reverse(lists:filtermap(Fun, lists:reverse(Rear))), NewFront);
filtermap(Fun, Other) ->
    erlang:error(badarg, [Fun, Other]).

%% Folds from the front.
%% > queue:fold(fun(N, Sum) -> N + Sum end, 0, queue:from_list([1, 2])).
%% 3
-spec fold(fun((Item, Acc) -> Acc), Acc, queue(Item)) -> Acc.
fold(Fun, Acc, {Rear, Front}) when is_function(Fun, 2), ?IS_QUEUE(Rear, Front) ->
    lists:foldr(Fun, lists:foldl(Fun, Acc, Front), Rear);
fold(Fun, Acc, Other) ->
    erlang:error(badarg, [Fun, Acc, Other]).

%% Whether Test holds for some element.
%% > queue:any(fun(X) -> is_atom(X) end, queue:from_list([1, b])).
%% true
-spec any(fun((Item) -> boolean()), queue(Item)) -> boolean().
any(Test, {Rear, Front}) when is_function(Test, 1), ?IS_QUEUE(Rear, Front) ->
    lists:any(Test, Front) orelse lists:any(Test, Rear);
any(Test, Other) ->
    erlang:error(badarg, [Test, Other]).

%% Whether Test holds for all elements.
%% > queue:all(fun(X) -> is_atom(X) end, queue:from_list([a, b])).
%% true
-spec all(fun((Item) -> boolean()), queue(Item)) -> boolean().
all(Test, {Rear, Front}) when is_function(Test, 1), ?IS_QUEUE(Rear, Front) ->
    lists:all(Test, Front) andalso lists:all(Test, Rear);
all(Test, Other) ->
    erlang:error(badarg, [Test, Other]).

%% ── Deleting ───────────────────────────────────────────────────────────────

%% The queue without the first element that matches Item.
%% > queue:to_list(queue:delete(a, queue:from_list([a, b, a]))).
%% [b,a]
-spec delete(Item, queue(Item)) -> queue(Item).
delete(Item, Queue = {Rear, Front}) when ?IS_QUEUE(Rear, Front) -> delete_first(fun(Other) -> Other =:= Item end, Queue);
delete(Item, Other) -> erlang:error(badarg, [Item, Other]).

%% The queue without the last element that matches Item.
%% > queue:to_list(queue:delete_r(a, queue:from_list([a, b, a]))).
%% [a,b]
-spec delete_r(Item, queue(Item)) -> queue(Item).
delete_r(Item, {Rear, Front}) when ?IS_QUEUE(Rear, Front) -> reverse(delete(Item, {Front, Rear}));
delete_r(Item, Other) -> erlang:error(badarg, [Item, Other]).

%% The queue without the first element for which Test holds.
%% > queue:to_list(queue:delete_with(fun(X) -> is_atom(X) end, queue:from_list([1, a, b]))).
%% [1,b]
-spec delete_with(fun((Item) -> boolean()), queue(Item)) -> queue(Item).
delete_with(Test, Queue = {Rear, Front}) when is_function(Test, 1), ?IS_QUEUE(Rear, Front) -> delete_first(Test, Queue);
delete_with(Test, Other) -> erlang:error(badarg, [Test, Other]).

%% The queue without the last element for which Test holds.
%% > queue:to_list(queue:delete_with_r(fun(X) -> is_atom(X) end, queue:from_list([1, a, b]))).
%% [1,a]
-spec delete_with_r(fun((Item) -> boolean()), queue(Item)) -> queue(Item).
delete_with_r(Test, {Rear, Front}) when is_function(Test, 1), ?IS_QUEUE(Rear, Front) ->
    reverse(delete_first(Test, {Front, Rear}));
delete_with_r(Test, Other) ->
    erlang:error(badarg, [Test, Other]).

delete_first(Test, {Rear, Front}) ->
    case without_first(Test, Front, []) of
        unchanged ->
            case without_first(Test, lists:reverse(Rear), []) of
                unchanged -> {Rear, Front};
                NewRear -> refilled(lists:reverse(NewRear), Front)
            end;
        NewFront ->
            refilled(Rear, NewFront)
    end.

without_first(Test, [Item | Items], Before) ->
    case Test(Item) of
        true -> lists:reverse(Before, Items);
        false -> without_first(Test, Items, [Item | Before])
    end;
without_first(_, [], _) ->
    unchanged.

%% ── Other names ────────────────────────────────────────────────────────────

%% As in_r/2.
%% > queue:to_list(queue:cons(a, queue:from_list([b]))).
%% [a,b]
-spec cons(Item, queue(Item)) -> queue(Item).
cons(Item, Queue) -> in_r(Item, Queue).

%% As in/2, the other way round.
%% > queue:to_list(queue:snoc(queue:from_list([a]), b)).
%% [a,b]
-spec snoc(queue(Item), Item) -> queue(Item).
snoc(Queue, Item) -> in(Item, Queue).

%% As get/1.
%% > queue:head(queue:from_list([a, b])).
%% a
-spec head(queue(Item)) -> Item.
head(Queue) -> queue:get(Queue).

%% As get_r/1.
%% > queue:last(queue:from_list([a, b])).
%% b
-spec last(queue(Item)) -> Item.
last(Queue) -> get_r(Queue).

%% As get_r/1.
%% > queue:daeh(queue:from_list([a, b])).
%% b
-spec daeh(queue(Item)) -> Item.
daeh(Queue) -> get_r(Queue).

%% As drop/1.
%% > queue:to_list(queue:tail(queue:from_list([a, b]))).
%% [b]
-spec tail(queue(Item)) -> queue(Item).
tail(Queue) -> drop(Queue).

%% As drop_r/1.
%% > queue:to_list(queue:init(queue:from_list([a, b]))).
%% [a]
-spec init(queue(Item)) -> queue(Item).
init(Queue) -> drop_r(Queue).

%% As drop_r/1.
%% > queue:to_list(queue:liat(queue:from_list([a, b]))).
%% [a]
-spec liat(queue(Item)) -> queue(Item).
liat(Queue) -> drop_r(Queue).

%% As drop_r/1.
%% > queue:to_list(queue:lait(queue:from_list([a, b]))).
%% [a]
-spec lait(queue(Item)) -> queue(Item).
lait(Queue) -> drop_r(Queue).
