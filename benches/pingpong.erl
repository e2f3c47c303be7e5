%% Two processes and N calls with an answer: monitor, request, reply, demonitor.
-module(pingpong).
-export([bench/0, run/1]).

bench() -> {?MODULE, fun() -> run(150000) end}.

run(N) ->
    Server = spawn(fun() -> server(0) end),
    calls(N, Server),
    call(Server, stop).

calls(0, _) -> ok;
calls(N, Server) -> call(Server, {add, N}), calls(N - 1, Server).

call(Server, Request) ->
    Ref = monitor(process, Server),
    Server ! {Ref, self(), Request},
    receive
        {Ref, Answer} -> demonitor(Ref, [flush]), Answer
    end.

server(Sum) ->
    receive
        {Ref, From, {add, N}} -> From ! {Ref, ok}, server((Sum + N) band 16#FFFFFF);
        {Ref, From, stop} -> From ! {Ref, Sum}
    end.
