-module(receive_any_after_send).
-export([main/0]).

main() ->
    Echo = spawn(fun echo/0),
    io:format("~p~n", [rounds(3, Echo, 0)]).

rounds(0, _, Sum) -> Sum;
rounds(N, Echo, Sum) ->
    Echo ! {self(), Sum + N},
    receive Next -> rounds(N - 1, Echo, Next) end.

echo() ->
    receive {From, X} -> From ! X, echo() end.
