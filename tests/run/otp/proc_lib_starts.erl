%% Processes of proc_lib: synchronous starts, ancestors, and how they crash.
-module(proc_lib_starts).
-export([main/0, log/2, good/0, bad/1, silent/0, system_terminate/4]).

main() ->
    ok = logger:remove_handler(default),
    ok = logger:add_handler(here, ?MODULE, #{}),
    process_flag(trap_exit, true),
    register(parent, self()),
    {ok, P} = proc_lib:start_link(?MODULE, good, []),
    P ! {self(), tell},
    receive {ancestors, Ancestors} -> io:format("~p~n", [Ancestors]) end,
    io:format("~p ~p~n", [proc_lib:initial_call(P), proc_lib:translate_initial_call(P)]),
    io:format("~p ~p~n", [proc_lib:initial_call(self()), proc_lib:translate_initial_call(self())]),
    io:format("~p~n", [proc_lib:stop(P, finished, 1000)]),
    io:format("~p~n", [exits()]),
    io:format("~p~n", [catch proc_lib:stop(P)]),
    [io:format("~p~n", [proc_lib:start(?MODULE, bad, [How])]) || How <- [{ack, {error, x}}, {exit, why}, {exit, normal}]],
    io:format("~p ~p~n", [proc_lib:start_link(?MODULE, bad, [{exit, why}]), exits()]),
    io:format("~p ~p~n", [proc_lib:start(?MODULE, silent, [], 20), proc_lib:start_link(?MODULE, silent, [], 20)]),
    io:format("~p~n", [exits()]),
    {{ok, Q}, Ref} = proc_lib:start_monitor(?MODULE, good, []),
    Q ! stop,
    receive {'DOWN', Ref, _, _, R} -> io:format("~p~n", [R]) end,
    [begin
         {_, M} = proc_lib:spawn_opt(Fun, [monitor]),
         receive {'DOWN', M, _, _, Reason} -> io:format("  ended by ~p~n", [reason(Reason)]) end
     end || Fun <- [fun() -> error(boom) end, fun() -> exit(bye) end, fun() -> throw(ball) end,
                    fun() -> exit(shutdown) end, fun() -> exit({shutdown, x}) end, fun() -> ok end]].

reason({Reason, [_ | _]}) -> {Reason, stack};
reason(Reason) -> Reason.

exits() -> receive {'EXIT', _, Reason} -> Reason after 30 -> none end.

log(#{level := Level, msg := {report, #{label := Label, report := [Own, Neighbours]}}}, _) ->
    {error_info, {Class, Reason, [{?MODULE, Function, Arity, _} | _]}} = lists:keyfind(error_info, 1, Own),
    io:format("~p ~p~n  ~p~n  ~p ~p~n", [Level, Label, {Class, Reason, Function, Arity}, [Key || {Key, _} <- Own], Neighbours]).

good() ->
    proc_lib:init_ack({ok, self()}),
    receive
        {To, tell} -> To ! {ancestors, get('$ancestors')}, served();
        stop -> stopped
    end.

served() ->
    receive {system, From, Request} -> sys:handle_system_msg(Request, From, self(), ?MODULE, [], state) end.

system_terminate(Reason, _, _, _) -> exit(Reason).

bad({ack, Answer}) -> proc_lib:init_ack(Answer);
bad({exit, Reason}) -> exit(Reason).

silent() -> receive never -> ok end.
