%%% Merging and sorting: what stands behind the sorting functions of `lists`.
%%%
%%% `sort/2` cuts a list into runs that are in order or in reverse order, and merges neighbours until one is left.
%%% A function of order is always asked about an element and one that stood after it, so that the order of equal
%%% elements is kept.
-module(erlet_sort).

-export([sort/2, usort/2]).
-export([merge/2, merge/3, merge_all/1, umerge/2, umerge/3, umerge_all/1, keymerge/3, ukeymerge/3, rumerge/3]).

-type order(T) :: fun((T, T) -> boolean()).

%%% Sorting

%% Sorts a list that is not empty by a function of order.
-spec sort(order(T), [T]) -> [T].
sort(Fun, List) -> merge_falling(Fun, runs(Fun, List, []), []).

%% The runs of a list, each in falling order, the last run first.
runs(Fun, [A, B | Tail], Runs) ->
    case Fun(A, B) of
        true -> rising(Fun, B, Tail, [A], Runs);
        false -> falling(Fun, B, Tail, [A], Runs)
    end;
runs(_, [A], Runs) -> [[A] | Runs];
runs(_, [], Runs) -> Runs.

rising(Fun, Last, [Head | Tail] = List, Run, Runs) ->
    case Fun(Last, Head) of
        true -> rising(Fun, Head, Tail, [Last | Run], Runs);
        false -> runs(Fun, List, [[Last | Run] | Runs])
    end;
rising(_, Last, [], Run, Runs) -> [[Last | Run] | Runs].

falling(Fun, Last, [Head | Tail] = List, Run, Runs) ->
    case Fun(Last, Head) of
        true -> runs(Fun, List, [lists:reverse(Run, [Last]) | Runs]);
        false -> falling(Fun, Head, Tail, [Last | Run], Runs)
    end;
falling(_, Last, [], Run, Runs) -> [lists:reverse(Run, [Last]) | Runs].

%% Merges neighbours among runs in falling order, the last run first, into runs in rising order, the first one first,
%% and goes on until one is left. Every merge turns the order round, so it needs no stack.
merge_falling(Fun, [[B | Bs], [A | As] | Runs], Done) ->
    merge_falling(Fun, Runs, [rising_merge(Fun, A, As, B, Bs, []) | Done]);
merge_falling(_, [Run], []) -> lists:reverse(Run);
merge_falling(Fun, [Run], Done) -> merge_rising(Fun, [lists:reverse(Run) | Done], []);
merge_falling(Fun, [], Done) -> merge_rising(Fun, Done, []).

merge_rising(Fun, [[A | As], [B | Bs] | Runs], Done) ->
    merge_rising(Fun, Runs, [falling_merge(Fun, A, As, B, Bs, []) | Done]);
merge_rising(_, [Run], []) -> Run;
merge_rising(Fun, [Run], Done) -> merge_falling(Fun, [lists:reverse(Run) | Done], []);
merge_rising(Fun, [], Done) -> merge_falling(Fun, Done, []).

%% Merges two falling lists; the elements of the first one stood before those of the second.
rising_merge(Fun, A, As, B, Bs, Merged) ->
    case Fun(A, B) of
        true ->
            case Bs of
                [Next | Rest] -> rising_merge(Fun, A, As, Next, Rest, [B | Merged]);
                [] -> lists:reverse(As, [A, B | Merged])
            end;
        false ->
            case As of
                [Next | Rest] -> rising_merge(Fun, Next, Rest, B, Bs, [A | Merged]);
                [] -> lists:reverse(Bs, [B, A | Merged])
            end
    end.

%% Merges two rising lists; the elements of the first one stood before those of the second.
falling_merge(Fun, A, As, B, Bs, Merged) ->
    case Fun(A, B) of
        true ->
            case As of
                [Next | Rest] -> falling_merge(Fun, Next, Rest, B, Bs, [A | Merged]);
                [] -> lists:reverse(Bs, [B, A | Merged])
            end;
        false ->
            case Bs of
                [Next | Rest] -> falling_merge(Fun, A, As, Next, Rest, [B | Merged]);
                [] -> lists:reverse(As, [A, B | Merged])
            end
    end.

%% Sorts a list that is not empty by a function of order and keeps the first of equal elements.
-spec usort(order(T), [T]) -> [T].
usort(Fun, List) ->
    [Head | Tail] = sort(Fun, List),
    firsts(Fun, Head, Tail).

firsts(Fun, Last, [Head | Tail]) ->
    case Fun(Head, Last) of
        true -> firsts(Fun, Last, Tail);
        false -> [Last | firsts(Fun, Head, Tail)]
    end;
firsts(_, Last, []) -> [Last].

%%% Merging

%% Merges two lists; the first one's element is taken of equal ones.
-spec merge([T], [T]) -> [T].
merge([A | As], [B | _] = Bs) when A =< B -> [A | merge(As, Bs)];
merge([_ | _] = As, [B | Bs]) -> [B | merge(As, Bs)];
merge([], Bs) -> rest(Bs);
merge(As, []) -> rest(As).

%% What is left of one list; it has to be one.
rest(List) when is_list(List) ->
    _ = length(List),
    List.

%% Merges two lists by a function of order.
-spec merge(order(T), [T], [T]) -> [T].
merge(Fun, [A | As], [B | Bs]) -> merge(Fun, A, As, B, Bs);
merge(_, [], Bs) -> rest(Bs);
merge(_, As, []) -> rest(As).

merge(Fun, A, As, B, Bs) ->
    case Fun(A, B) of
        true -> [A | merge_first(Fun, As, B, Bs)];
        false -> [B | merge_second(Fun, A, As, Bs)]
    end.

merge_first(Fun, [A | As], B, Bs) -> merge(Fun, A, As, B, Bs);
merge_first(_, [], B, Bs) -> [B | rest(Bs)].

merge_second(Fun, A, As, [B | Bs]) -> merge(Fun, A, As, B, Bs);
merge_second(_, A, As, []) -> [A | rest(As)].

%% Merges lists.
-spec merge_all([[T]]) -> [T].
merge_all([]) -> [];
merge_all([List]) -> List;
merge_all(Lists) -> merge_all(pairs(fun merge/2, Lists)).

pairs(Merge, [A, B | Lists]) -> [Merge(A, B) | pairs(Merge, Lists)];
pairs(_, [List]) -> [List];
pairs(_, []) -> [].

%% Merges two lists; an element of the second one that equals the one of the first one before it is dropped.
-spec umerge([T], [T]) -> [T].
umerge([A | As], [B | Bs]) when A =< B -> umerge_behind(A, As, B, Bs);
umerge([A | As], [B | Bs]) -> [B | umerge([A | As], Bs)];
umerge([], Bs) -> rest(Bs);
umerge(As, []) -> rest(As).

%% As `umerge/2`, behind an element of the first list that does not come after `B`.
umerge_behind(Last, [A | As], B, Bs) when A =< B -> [Last | umerge_behind(A, As, B, Bs)];
umerge_behind(Last, As, B, Bs) when Last == B -> [Last | umerge(As, Bs)];
umerge_behind(Last, As, B, Bs) -> [Last, B | umerge(As, Bs)].

%% Merges two lists by a function of order; an element of the second one that equals the one of the first one before it is
%% dropped.
-spec umerge(order(T), [T], [T]) -> [T].
umerge(Fun, [A | As], [B | Bs]) ->
    case Fun(A, B) of
        true -> umerge(Fun, A, As, B, Bs);
        false -> [B | umerge(Fun, [A | As], Bs)]
    end;
umerge(_, [], Bs) -> rest(Bs);
umerge(_, As, []) -> rest(As).

%% As `umerge/3`, behind an element of the first list that does not come after `B`.
umerge(Fun, Last, [A | As], B, Bs) ->
    case Fun(A, B) of
        true -> [Last | umerge(Fun, A, As, B, Bs)];
        false -> [Last | without_equal(Fun, Last, [A | As], B, Bs)]
    end;
umerge(Fun, Last, [], B, Bs) -> [Last | without_equal(Fun, Last, [], B, Bs)].

without_equal(Fun, Last, As, B, Bs) ->
    case Fun(B, Last) of
        true -> umerge(Fun, As, Bs);
        false -> [B | umerge(Fun, As, Bs)]
    end.

%% Merges lists and keeps the first of equal elements.
-spec umerge_all([[T]]) -> [T].
umerge_all([]) -> [];
umerge_all([List]) -> List;
umerge_all(Lists) -> umerge_all(pairs(fun umerge/2, Lists)).

%% Merges two lists of tuples by their keys.
-spec keymerge(pos_integer(), [T], [T]) -> [T].
keymerge(N, First, Second) ->
    case Second of
        [B | Bs] -> key_second(N, First, B, element(N, B), Bs);
        [] -> First
    end.

key_second(N, [A | As], B, KeyB, Bs) -> keymerge(N, A, element(N, A), As, B, KeyB, Bs);
key_second(_, [], B, _, Bs) -> [B | rest(Bs)].

key_first(N, A, KeyA, As, [B | Bs]) -> keymerge(N, A, KeyA, As, B, element(N, B), Bs);
key_first(_, A, _, As, []) -> [A | rest(As)].

keymerge(N, A, KeyA, As, B, KeyB, Bs) when KeyA =< KeyB -> [A | key_second(N, As, B, KeyB, Bs)];
keymerge(N, A, KeyA, As, B, _, Bs) -> [B | key_first(N, A, KeyA, As, Bs)].

%% Merges two lists of tuples by their keys and drops the second one's tuple of equal keys.
-spec ukeymerge(pos_integer(), [T], [T]) -> [T].
ukeymerge(N, First, Second) ->
    case First of
        [A | As] -> ukey_first(N, A, element(N, A), As, Second);
        [] -> Second
    end.

ukey_first(N, A, KeyA, As, [B | Bs]) ->
    case element(N, B) of
        KeyB when KeyA =< KeyB -> [A | ukey_second(N, KeyA, As, B, KeyB, Bs)];
        _ -> [B | ukey_first(N, A, KeyA, As, Bs)]
    end;
ukey_first(_, A, _, As, []) -> [A | rest(As)].

%% After an element of the first list with the key `Last`: those of its followers that do not come after `B` go before it,
%% and `B` is dropped if it equals the last one of them. What follows `B` is not compared with that one again.
ukey_second(N, Last, [A | As], B, KeyB, Bs) ->
    case element(N, A) of
        KeyA when KeyA =< KeyB -> [A | ukey_second(N, KeyA, As, B, KeyB, Bs)];
        KeyA when Last == KeyB -> ukey_first(N, A, KeyA, As, Bs);
        KeyA -> [B | ukey_first(N, A, KeyA, As, Bs)]
    end;
ukey_second(_, Last, [], _, KeyB, Bs) when Last == KeyB -> rest(Bs);
ukey_second(_, _, [], B, _, Bs) -> [B | rest(Bs)].

%% Merges two lists in falling order and drops the second one's element of equal ones.
-spec rumerge(order(T), [T], [T]) -> [T].
rumerge(Fun, [A | As], [B | Bs]) ->
    case Fun(A, B) of
        true -> rumerge(Fun, A, As, B, Bs);
        false -> [A | rumerge(Fun, As, [B | Bs])]
    end;
rumerge(_, [], Bs) -> rest(Bs);
rumerge(_, As, []) -> rest(As).

%% As `rumerge/3`, before an element of the second list that does not come before `A` in order: the last one of those is
%% dropped if it equals `A`.
rumerge(Fun, A, As, B, Bs) ->
    case Bs =/= [] andalso Fun(A, hd(Bs)) of
        true -> [B | rumerge(Fun, A, As, hd(Bs), tl(Bs))];
        false ->
            case Fun(B, A) of
                true -> [A | rumerge(Fun, As, Bs)];
                false -> [B, A | rumerge(Fun, As, Bs)]
            end
    end.
