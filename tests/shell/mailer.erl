-module(mailer).
-export([start/0, loop/1, ask/1]).
start() -> spawn(fun() -> loop(0) end).
loop(N) ->
    receive
        {job, From, X} -> From ! {result, X}, loop(N + 1);
        {get, From} -> From ! N, loop(N);
        stop -> ok;
        pause -> receive resume -> loop(N) end;
        {'DOWN', _, _, _, _} -> loop(N)
    end.
ask(P) -> P ! {jbo, self(), 1}, P ! {get, self()}, P ! stop, receive {result, R} -> R end.
