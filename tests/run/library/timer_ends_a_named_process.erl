%% exit_after/3 and kill_after/2 take names of processes.
-module(timer_ends_a_named_process).
-export([main/0]).

main() ->
    [io:format("~p~n", [ended(Start)])
     || Start <- [fun() -> timer:exit_after(10, victim, enough) end,
                  fun() -> timer:exit_after(0, victim, at_once) end,
                  fun() -> timer:kill_after(10, victim) end,
                  fun() -> timer:exit_after(10, {victim, node()}, local) end,
                  fun() -> timer:apply_after(10, erlang, exit, [victim, applied]) end,
                  fun() ->
                      {ok, _} = timer:exit_after(0, nobody, reason),
                      timer:exit_after(10, victim, after_nobody)
                  end]].

%% Why a registered process ended that a timer was started for.
ended(Start) ->
    {Pid, Monitor} = spawn_monitor(fun() -> receive never -> ok end end),
    register(victim, Pid),
    {ok, _} = Start(),
    receive
        {'DOWN', Monitor, _, _, Reason} -> Reason
    after 500 ->
        exit(Pid, kill),
        receive {'DOWN', Monitor, _, _, killed} -> still_there end
    end.
