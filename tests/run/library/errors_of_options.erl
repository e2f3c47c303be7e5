%% What errors of functions of processes and timers carry: the cause says whether an option or the time is wrong.
-module(errors_of_options).
-export([main/0]).

main() ->
    register(waiting, spawn(fun() -> receive stop -> ok end end)),
    shown(fun() -> erlang:send_after(-1, self(), x) end),
    shown(fun() -> erlang:send_after(1, self(), x, [{abs, maybe}]) end),
    shown(fun() -> erlang:send_after(1, 5, x) end),
    shown(fun() -> spawn_opt(lists, reverse, [[]], [{priority, none}]) end),
    shown(fun() -> spawn_opt(lists, "reverse", [[]], []) end),
    shown(fun() -> erlang:monitor(nothing, waiting) end),
    shown(fun() -> erlang:monitor(process, waiting, [{alias, none}]) end),
    shown(fun() -> erlang:send(waiting, x, [nonsense]) end),
    shown(fun() -> process_flag(save_calls, many) end),
    shown(fun() -> process_flag(nothing, true) end),
    shown(fun() -> erlang:garbage_collect(not_a_pid) end),
    shown(fun() -> erlang:garbage_collect(whereis(waiting), [nothing]) end),
    shown(fun() -> erlang:check_process_code(whereis(waiting), m, [nothing]) end),
    shown(fun() -> erlang:suspend_process(not_a_pid) end),
    shown(fun() -> erlang:resume_process(whereis(waiting)) end),
    shown(fun() -> erlang:process_info(not_a_pid, links) end),
    shown(fun() -> binary_to_term(<<131, 106>>, [unsafe]) end),
    shown(fun() -> register(second_name, whereis(waiting)) end),
    shown(fun() -> exit(not_a_pid, kill) end),
    shown(fun() -> erlang:nif_error(not_loaded) end).

%% The reason and the first frame with its cause.
shown(Fun) ->
    try Fun() of
        Value -> io:format("~p~n", [Value])
    catch
        error:Reason:Stack ->
            [{Module, Function, Args, Info} | _] = Stack,
            {error_info, Why} = lists:keyfind(error_info, 1, Info),
            io:format("~p ~p:~p~p ~p~n", [Reason, Module, Function, [printed(Arg) || Arg <- Args], Why])
    end.

printed(Pid) when is_pid(Pid) -> pid;
printed(Arg) when is_function(Arg) -> 'fun';
printed(Arg) -> Arg.
