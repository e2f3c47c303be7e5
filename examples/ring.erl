%% A ring of processes: each knows only the next one.
%% A token goes round the ring and counts its steps.
-module(ring).
-export([main/0]).

-define(SIZE, 100).
-define(ROUNDS, 10).

main() ->
    First = start(?SIZE, self()),
    First ! {token, 0},
    Steps = go_round(?ROUNDS, First),
    io:format("~p processes, ~p rounds, ~p steps~n", [?SIZE, ?ROUNDS, Steps]),
    First ! stop,
    receive
        stop -> io:format("the ring is gone~n")
    end.

%% Start Size processes from the last to the first. The last one sends to main,
%% so main is itself a link of the ring.
start(0, Next) -> Next;
start(Size, Next) -> start(Size - 1, spawn(fun() -> member(Next) end)).

member(Next) ->
    receive
        {token, Steps} ->
            Next ! {token, Steps + 1},
            member(Next);
        stop ->
            Next ! stop
    end.

%% Main takes the token at the end of each round and throws it in again.
go_round(Rounds, First) ->
    receive
        {token, Steps} when Rounds =:= 1 ->
            Steps;
        {token, Steps} ->
            First ! {token, Steps},
            go_round(Rounds - 1, First)
    end.
