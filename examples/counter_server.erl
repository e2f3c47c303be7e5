%% A server is a process that keeps a state by calling itself with the new one.
%% The functions increment/1, add/2 … hide the messages from those who use it.
-module(counter_server).
-export([main/0]).

main() ->
    Counter = start(10),
    increment(Counter),
    increment(Counter),
    add(Counter, 5),
    io:format("the counter stands at ~p~n", [value(Counter)]),
    io:format("reset from ~p~n", [reset(Counter)]),
    io:format("now it stands at ~p~n", [value(Counter)]),
    stop(Counter),
    io:format("asking a stopped counter: ~p~n", [value(Counter)]).

%% --- What users call ---------------------------------------------------

start(Initial) -> spawn(fun() -> loop(Initial) end).

%% A cast: send and go on.
increment(Counter) -> add(Counter, 1).
add(Counter, N) -> Counter ! {add, N}, ok.

%% A call: send and wait for the answer.
value(Counter) -> call(Counter, value).
reset(Counter) -> call(Counter, reset).
stop(Counter) -> call(Counter, stop).

%% The monitor's reference makes the answer unmistakable, and tells us if the
%% server is dead instead of letting us wait for ever.
call(Server, Request) ->
    Ref = monitor(process, Server),
    Server ! {Request, self(), Ref},
    receive
        {Ref, Answer} ->
            demonitor(Ref, [flush]),
            Answer;
        {'DOWN', Ref, process, _, Reason} ->
            {error, Reason}
    end.

%% --- The server's own loop ---------------------------------------------

loop(N) ->
    receive
        {add, K} ->
            loop(N + K);
        {value, From, Ref} ->
            From ! {Ref, N},
            loop(N);
        {reset, From, Ref} ->
            From ! {Ref, N},
            loop(0);
        {stop, From, Ref} ->
            From ! {Ref, ok}
    end.
