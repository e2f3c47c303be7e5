-module(send_to_missing).
-export([main/0]).

main() ->
    Dead = spawn(fun() -> ok end),
    receive after 10 -> ok end,
    io:format("~p~n", [Dead ! ignored]),
    io:format("~p~n", [caught(fun() -> missing_name ! x end)]),
    io:format("~p~n", [caught(fun() -> erlang:send(id(12), x) end)]),
    io:format("~p~n", [{missing_name, node()} ! x]),
    io:format("~p~n", [erlang:send(self(), y, [noconnect])]).

caught(F) ->
    try F() of
        Value -> {ok, Value}
    catch
        Class:Reason -> {Class, Reason}
    end.

id(X) -> X.
