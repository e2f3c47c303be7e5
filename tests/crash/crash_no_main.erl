%% There is nothing to run: the exported functions are start/0 and stop/1.
-module(crash_no_main).
-export([start/0, stop/1]).

start() -> {ok, self()}.

stop(Pid) -> Pid ! stop.
