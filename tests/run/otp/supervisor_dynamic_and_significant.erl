%% simple_one_for_one, and supervisors that end with their significant children.
-module(supervisor_dynamic_and_significant).
-behaviour(supervisor).
-export([main/0, log/2, init/1, start/2, child/1]).

main() ->
    ok = logger:remove_handler(default),
    ok = logger:add_handler(here, ?MODULE, #{formatter => {logger_formatter, #{template => [msg], single_line => false}}}),
    logger:set_primary_config(level, all),
    process_flag(trap_exit, true),
    dynamic(),
    [significant(Mode, Reason) || Mode <- [any_significant, all_significant], Reason <- [normal, crash]].

dynamic() ->
    {ok, S} = supervisor:start_link({local, pool}, ?MODULE,
                                    {{simple_one_for_one, 2, 5}, [child(w, transient, #{shutdown => 20})]}),
    {ok, A} = supervisor:start_child(S, [a]),
    {ok, B} = supervisor:start_child(S, [b]),
    {ok, _} = supervisor:start_child(S, [stubborn]),
    io:format("~p~n", [supervisor:count_children(S)]),
    io:format("~p~n", [[{Id, is_pid(P), T, M} || {Id, P, T, M} <- supervisor:which_children(S)]]),
    io:format("~p ~p~n", [supervisor:terminate_child(S, A), supervisor:terminate_child(S, A)]),
    [io:format("~p ~p~n", [F, supervisor:F(S, w)]) || F <- [terminate_child, restart_child, delete_child]],
    {ok, Spec} = supervisor:get_childspec(S, B),
    io:format("~p~n", [Spec]),
    B ! {die, normal},
    io:format("~p~n", [{active, 1} =:= lists:nth(2, wait_for(S, 1))]),
    {ok, C} = supervisor:start_child(S, [c]),
    C ! {die, crash},
    timer:sleep(300),
    io:format("~p~n", [supervisor:count_children(S)]),
    exit(S, shutdown),
    receive {'EXIT', S, Reason} -> io:format("~p~n", [Reason]) end.

wait_for(S, N) ->
    case supervisor:count_children(S) of
        [_, {active, N} | _] = Counts -> Counts;
        _ -> timer:sleep(5), wait_for(S, N)
    end.

significant(Mode, How) ->
    io:format("== ~p ~p~n", [Mode, How]),
    {ok, S} = supervisor:start_link({local, family}, ?MODULE,
                                    {#{auto_shutdown => Mode},
                                     [child(one, transient, #{significant => true}),
                                      child(two, temporary, #{significant => true}), child(three, permanent, #{})]}),
    [exit_child(S, Id, How) || Id <- [two, one], is_process_alive(S)],
    case How of
        crash when Mode =:= all_significant -> exit(S, shutdown);
        _ -> ok
    end,
    receive {'EXIT', S, Reason} -> io:format("~p~n", [Reason]) end.

exit_child(S, Id, How) ->
    {_, P, _, _} = lists:keyfind(Id, 1, supervisor:which_children(S)),
    P ! {die, How},
    timer:sleep(300).

log(#{msg := {report, #{label := {proc_lib, crash}}}}, _) -> io:format("crash report~n");
log(Event, #{formatter := {Module, Config}}) ->
    Text = lists:flatten(Module:format(Event, Config)),
    io:format("~ts~n", [masked(Text)]).

masked("<0." ++ Rest) -> "pid" ++ masked(tl(string:find(Rest, ">")));
masked([Char | Rest]) -> [Char | masked(Rest)];
masked([]) -> [].

child(Id, Type, More) ->
    Args = [[Id] || Id =/= w],
    maps:merge(#{id => Id, start => {?MODULE, start, [self() | lists:append(Args)]}, restart => Type,
                 modules => []}, More).

init({Flags, [#{start := {M, F, [_ | Args]}} = Child]}) -> {ok, {Flags, [Child#{start := {M, F, [x | Args]}}]}};
init({Flags, Children}) ->
    {ok, {Flags, [C#{start := {M, F, [x | Args]}} || #{start := {M, F, [_ | Args]}} = C <- Children]}}.

start(_, Name) ->
    proc_lib:start_link(?MODULE, child, [Name]).

child(Name) ->
    process_flag(trap_exit, Name =:= stubborn),
    proc_lib:init_ack({ok, self()}),
    run().

run() -> receive {die, Reason} -> exit(Reason); _ -> run() end.
