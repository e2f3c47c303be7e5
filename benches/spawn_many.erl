%% Processes made and ended: N in turns of a thousand that all live at once.
-module(spawn_many).
-export([bench/0, run/1]).

bench() -> {?MODULE, fun() -> run(50) end}.

run(0) -> done;
run(N) ->
    Me = self(),
    Pids = [spawn(fun() -> receive go -> Me ! {self(), X} end end) || X <- lists:seq(1, 1000)],
    [Pid ! go || Pid <- Pids],
    500500 = lists:sum([receive {Pid, X} -> X end || Pid <- Pids]),
    run(N - 1).
