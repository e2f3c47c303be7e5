%% Sorting of short and of long lists: small integers, mixed terms, by key, without duplicates, by a function; equal
%% elements keep their order, and wrong arguments are refused.
-module(sorting_kinds).
-export([main/0]).

main() ->
    lists:foreach(fun check/1, [0, 1, 2, 3, 10, 2049]),
    lists:foreach(fun refused/1, wrong()).

check(N) ->
    Numbers = numbers(N, 7 * N + 1),
    Mixed = [mixed(X) || X <- Numbers],
    Small = [{X rem 10, I} || {X, I} <- indexed(Numbers)],
    Odd = [{mixed(X rem 20), I} || {X, I} <- indexed(Numbers)],
    true = ordered(lists:sort(Numbers)),
    true = ordered(lists:sort(Mixed)),
    true = N =:= length(lists:sort(Mixed)),
    true = stable(lists:keysort(1, Small)),
    true = stable(lists:keysort(1, Odd)),
    true = stable(lists:sort(fun({A, _}, {B, _}) -> A =< B end, Odd)),
    true = strict(lists:usort([X rem 100 || X <- Numbers])),
    true = strict(lists:usort(Mixed)),
    Firsts = lists:ukeysort(1, Small),
    true = strict([Key || {Key, _} <- Firsts]),
    true = lists:all(fun({Key, I}) -> {Key, I} =:= lists:keyfind(Key, 1, Small) end, Firsts),
    true = strict([Key || {Key, _} <- lists:ukeysort(1, Odd)]),
    io:format("~b: ~b ~b ~b~n", [N, length(lists:usort(Numbers)), length(Firsts), erlang:phash2(lists:sort(Mixed))]).

numbers(0, _) -> [];
numbers(N, Seed) ->
    Next = (Seed * 1103515245 + 12345) band 16#7FFFFFFF,
    [Next div 65536 - 9000 | numbers(N - 1, Next)].

indexed(List) -> lists:zip(List, lists:seq(1, length(List))).

mixed(X) ->
    case X rem 7 of
        0 -> X;
        1 -> list_to_atom("a" ++ integer_to_list(X rem 50));
        2 -> {X rem 3, X};
        3 -> [X rem 5, X];
        4 -> X * 16#FFFFFFFFFFFFFFFF;
        5 -> <<X:32>>;
        _ -> X + 0.5
    end.

ordered([A, B | Rest]) -> A =< B andalso ordered([B | Rest]);
ordered(_) -> true.

strict([A, B | Rest]) -> A < B andalso strict([B | Rest]);
strict(_) -> true.

stable([{A, I}, {B, J} | Rest]) -> (A < B orelse (A == B andalso I < J)) andalso stable([{B, J} | Rest]);
stable(_) -> true.

wrong() ->
    [fun() -> lists:sort(x) end, fun() -> lists:usort(x) end,
     fun() -> lists:keysort(0, []) end, fun() -> lists:ukeysort(x, []) end, fun() -> lists:keysort(2, [{1}, {2}]) end,
     fun() -> lists:ukeysort(2, [{1}, {2}]) end, fun() -> lists:ukeysort(1, [a]) end, fun() -> lists:keysort(1, [a]) end,
     fun() -> lists:sort(fun(_) -> true end, [1, 2]) end, fun() -> lists:sort(x, [1]) end].

refused(Call) ->
    try Call() of
        Value -> io:format("~p~n", [Value])
    catch
        error:{badarity, _} -> io:format("badarity~n");
        error:Reason -> io:format("~p~n", [Reason])
    end.
