%% Messages round a ring of 1000 processes, N rounds.
-module(ring_messages).
-export([bench/0, run/1]).

bench() -> {?MODULE, fun() -> run(400) end}.

run(N) ->
    First = start(1000, self()),
    Steps = go_round(N, First, 0),
    First ! stop,
    receive stop -> Steps end.

start(0, Next) -> Next;
start(Size, Next) -> start(Size - 1, spawn(fun() -> member(Next) end)).

member(Next) ->
    receive
        stop -> Next ! stop;
        Steps -> Next ! Steps + 1, member(Next)
    end.

go_round(0, _, Steps) -> Steps;
go_round(N, First, Steps) ->
    First ! Steps,
    receive Next -> go_round(N - 1, First, Next) end.
