-module(rpc_with_timeout).
-export([main/0]).

call(P, Q, T) ->
    R = monitor(process, P),
    P ! {self(), R, Q},
    receive
        {R, A} -> demonitor(R, [flush]), {ok, A};
        {'DOWN', R, _, _, W} -> {down, W}
    after T -> demonitor(R, [flush]), timeout
    end.

main() ->
    P = spawn(fun Loop() -> receive {F, R, slow} -> timer:sleep(100), F ! {R, late}, Loop(); {_, _, die} -> exit(dead); {F, R, X} -> F ! {R, X}, Loop() end end),
    io:format("~p ~p ~p ~p~n", [call(P, hi, 1000), call(P, slow, 10), call(P, die, 1000), call(P, hi, 1000)]).
