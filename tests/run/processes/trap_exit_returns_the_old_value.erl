-module(trap_exit_returns_the_old_value).
-export([main/0]).

main() ->
    io:format("~p ~p ~p~n", [process_flag(trap_exit, true), process_flag(trap_exit, true), process_flag(trap_exit, false)]),
    io:format("~p~n", [caught(fun() -> process_flag(trap_exit, id(maybe_so)) end)]).

caught(F) ->
    try F() of
        Value -> {ok, Value}
    catch
        Class:Reason -> {Class, Reason}
    end.

id(X) -> X.
