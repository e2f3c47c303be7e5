-module(priorities_are_accepted).
-export([main/0]).

main() ->
    io:format("~p~n", [[process_flag(priority, P) || P <- [high, low, max, normal]]]),
    io:format("~p~n", [process_info(self(), priority)]),
    io:format("~p~n", [caught(fun() -> process_flag(priority, id(urgent)) end)]),
    Me = self(),
    [spawn_opt(fun() -> Me ! P end, [{priority, P}]) || P <- [low, normal, high]],
    io:format("~p~n", [lists:sort([receive X -> X end || _ <- [1, 2, 3]])]).

caught(F) ->
    try F() of
        Value -> {ok, Value}
    catch
        Class:Reason -> {Class, Reason}
    end.

id(X) -> X.
