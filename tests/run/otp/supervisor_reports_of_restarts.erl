%% Whom a supervisor's reports name: a child that cannot be restarted, temporary ones without arguments, and one that
%% is ended by its pid.
-module(supervisor_reports_of_restarts).
-behaviour(supervisor).
-export([main/0, init/1, start_child/2, log/2]).

main() ->
    process_flag(trap_exit, true),
    logger:remove_handler(default),
    register(main, self()),
    ok = logger:add_handler(?MODULE, ?MODULE, #{}),
    [restarts(Strategy) || Strategy <- [one_for_one, one_for_all, rest_for_one]],
    [dynamic(Restart) || Restart <- [temporary, permanent]],
    [io:format("~p~n", [supervisor:check_childspecs([spec(a, Restart)], Auto)])
     || Restart <- [permanent, transient], Auto <- [undefined, never, any_significant]].

%% The second and the third start of a fail.
restarts(Strategy) ->
    io:format("~p~n", [Strategy]),
    Table = ets:new(starts, [public]),
    {ok, Sup} = supervisor:start_link(?MODULE, {#{strategy => Strategy, intensity => 5},
                                                [#{id => Id, start => {?MODULE, start_child, [Table, Id]}} || Id <- [a, b]]}),
    {a, Pid, _, _} = lists:keyfind(a, 1, supervisor:which_children(Sup)),
    exit(Pid, kill),
    timer:sleep(20),
    io:format("  ~p~n", [[{Id, is_pid(Child)} || {Id, Child, _, _} <- supervisor:which_children(Sup)]]),
    unlink(Sup),
    exit(Sup, shutdown),
    timer:sleep(10),
    told().

dynamic(Restart) ->
    io:format("~p~n", [Restart]),
    Start = #{id => d, start => {?MODULE, start_child, []}, restart => Restart, shutdown => 10},
    {ok, Sup} = supervisor:start_link(?MODULE, {#{strategy => simple_one_for_one}, [Start]}),
    Table = ets:new(starts, [public]),
    {ok, Dying} = supervisor:start_child(Sup, [Table, c]),
    {ok, Stubborn} = supervisor:start_child(Sup, [Table, stubborn]),
    exit(Dying, kill),
    timer:sleep(10),
    ok = supervisor:terminate_child(Sup, Stubborn),
    told().

spec(Id, Restart) -> #{id => Id, start => {?MODULE, start_child, [x, Id]}, restart => Restart, significant => true}.

init(Init) -> {ok, Init}.

start_child(Table, Id) ->
    case ets:update_counter(Table, Id, 1, {Id, 0}) of
        Count when Id =:= a, Count > 1, Count < 4 -> {error, {start, Count}};
        _ -> {ok, spawn_link(fun() -> process_flag(trap_exit, Id =:= stubborn), wait() end)}
    end.

wait() -> receive _ -> wait() end.

log(#{msg := {report, #{report := Report}}}, _) -> main ! {report, Report}.

told() ->
    receive
        {report, Report} ->
            io:format("  ~0p ~0p~n", [proplists:get_value(errorContext, Report), proplists:get_value(reason, Report)]),
            Offender = proplists:get_value(offender, Report),
            io:format("    ~0p~n", [clean([lists:keyfind(Key, 1, Offender) || Key <- [pid, id, mfargs]])]),
            told()
    after 0 -> ok
    end.

clean(Term) when is_pid(Term) -> pid;
clean(Term) when is_reference(Term) -> table;
clean(Term) when is_tuple(Term) -> list_to_tuple([clean(Item) || Item <- tuple_to_list(Term)]);
clean(Terms) when is_list(Terms) -> [clean(Term) || Term <- Terms];
clean(Term) -> Term.
