-module(kill_as_exception_can_be_caught).
-export([main/0]).

main() ->
    io:format("~p~n", [caught(fun() -> exit(kill) end)]),
    {_, R} = spawn_monitor(fun() -> try exit(self(), kill), receive x -> x end catch _:_ -> exit(caught_it) end end),
    receive {'DOWN', R, _, _, W} -> io:format("~p~n", [W]) end.

caught(F) ->
    try F() of
        Value -> {ok, Value}
    catch
        Class:Reason -> {Class, Reason}
    end.
