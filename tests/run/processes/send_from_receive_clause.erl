-module(send_from_receive_clause).
-export([main/0]).

counter(N) ->
    receive
        {add, K} -> counter(N + K);
        {get, From} -> From ! {value, N}, counter(N);
        stop -> ok
    end.

main() ->
    P = spawn(fun() -> counter(0) end),
    [P ! {add, K} || K <- [1, 2, 3]],
    P ! {get, self()},
    io:format("~p~n", [receive {value, V} -> V end]),
    R = monitor(process, P),
    P ! stop,
    io:format("~p~n", [receive {'DOWN', R, _, _, W} -> W end]).
