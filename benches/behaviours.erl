%% What behaviours and tables cost: calls, casts, transitions, events, restarts; rows written, read, counted and found.
%% Names end with the number of schedulers.
-module(behaviours).
-export([benches/0, init/1, handle_call/3, handle_cast/2, handle_event/2, callback_mode/0, even/3, odd/3, start_worker/0]).

benches() ->
    Schedulers = integer_to_list(erlang:system_info(schedulers_online)),
    [{list_to_atom(Name ++ "@" ++ Schedulers), Work} || {Name, Work} <- servers() ++ tables()].

servers() ->
    [{"server_call", fun() -> with(server(), fun(S) -> repeat(200000, fun() -> gen_server:call(S, get) end) end) end},
     {"server_cast", fun() -> with(server(), fun(S) ->
         repeat(200000, fun() -> gen_server:cast(S, up) end),
         gen_server:call(S, get)
     end) end},
     {"statem_call", fun() -> with(machine(), fun(M) -> repeat(100000, fun() -> gen_statem:call(M, turn) end) end) end},
     {"statem_cast", fun() -> with(machine(), fun(M) ->
         repeat(200000, fun() -> gen_statem:cast(M, turn) end),
         gen_statem:call(M, turn)
     end) end},
     {"event_notify", fun() -> with(manager(), fun(M) ->
         repeat(100000, fun() -> gen_event:notify(M, up) end),
         gen_event:sync_notify(M, up)
     end) end},
     {"event_sync", fun() -> with(manager(), fun(M) -> repeat(100000, fun() -> gen_event:sync_notify(M, up) end) end) end},
     {"restarts", fun() -> with(supervisor(), fun restarts/1) end}].

tables() ->
    [{"ets_insert", fun() -> with_table([], fun(T) -> rows(T, 300000) end) end},
     {"ets_ordered", fun() -> with_table([ordered_set], fun(T) -> rows(T, 200000) end) end},
     {"ets_lookup", fun() -> with_table([], fun(T) -> rows(T, 1000), repeat(300, fun() -> lookups(T, 1000) end) end) end},
     {"ets_counter", fun() -> with_table([], fun(T) ->
         rows(T, 1000),
         repeat(300, fun() -> [ets:update_counter(T, N, {2, 1}) || N <- lists:seq(1, 1000)] end)
     end) end},
     {"ets_select", fun() -> with_table([], fun(T) ->
         rows(T, 100000),
         repeat(10, fun() -> ets:select(T, [{{'$1', '$2', a}, [{'>', '$2', 50000}], [{{'$1', '$2'}}]}]) end)
     end) end},
     {"ets_match", fun() -> with_table([], fun(T) ->
         rows(T, 100000),
         repeat(10, fun() -> ets:match(T, {'$1', '$2', a}) end)
     end) end},
     {"ets_range", fun() -> with_table([ordered_set], fun(T) ->
         rows(T, 10000),
         repeat(100, fun() -> ets:foldl(fun({_, N, _}, Sum) -> N + Sum end, 0, T) end)
     end) end},
     {"ets_shared", fun() -> with_table([{write_concurrency, true}, {read_concurrency, true}], fun shared/1) end}].

repeat(0, _) -> ok;
repeat(N, Do) -> Do(), repeat(N - 1, Do).

with({ok, Pid}, Do) ->
    Do(Pid),
    true = unlink(Pid),
    exit(Pid, kill),
    ok.

with_table(Options, Do) ->
    Table = ets:new(rows, [public | Options]),
    Do(Table),
    true = ets:delete(Table),
    ok.

rows(Table, Count) -> rows(Table, 1, Count).

rows(_, N, Count) when N > Count -> ok;
rows(Table, N, Count) -> ets:insert(Table, {N, N, a}), rows(Table, N + 1, Count).

lookups(_, 0) -> ok;
lookups(Table, N) -> [{N, _, _}] = ets:lookup(Table, N), lookups(Table, N - 1).

%% Two processes that write and read rows of their own in one table.
shared(Table) ->
    Workers = [spawn_monitor(fun() -> repeat(100000, fun() ->
        ets:insert(Table, {W, W, a}),
        ets:lookup(Table, W)
    end) end) || W <- [1, 2]],
    [receive {'DOWN', Ref, process, Pid, normal} -> ok end || {Pid, Ref} <- Workers].

%% Ends a supervisor's worker ten thousand times and waits for the next one.
restarts(_) -> restarts(10000, receive {worker, Pid} -> Pid end).

restarts(0, _) -> ok;
restarts(N, Pid) ->
    exit(Pid, kill),
    restarts(N - 1, receive {worker, Next} -> Next end).

server() -> gen_server:start_link(?MODULE, server, []).
machine() -> gen_statem:start_link(?MODULE, machine, []).

manager() ->
    {ok, Manager} = gen_event:start_link(),
    ok = gen_event:add_handler(Manager, ?MODULE, handler),
    {ok, Manager}.

supervisor() ->
    ok = logger:set_primary_config(level, none),
    persistent_term:put(?MODULE, self()),
    supervisor:start_link(?MODULE, supervisor).

start_worker() -> gen_server:start_link(?MODULE, worker, []).

init(server) -> {ok, 0};
init(machine) -> {ok, even, 0};
init(handler) -> {ok, 0};
init(worker) ->
    persistent_term:get(?MODULE) ! {worker, self()},
    {ok, 0};
init(supervisor) ->
    {ok, {{one_for_one, 100000, 1}, [#{id => worker, start => {?MODULE, start_worker, []}}]}}.

handle_call(get, _, N) -> {reply, N, N}.

handle_cast(up, N) -> {noreply, N + 1}.

handle_event(up, N) -> {ok, N + 1}.

callback_mode() -> state_functions.

even({call, From}, turn, N) -> {next_state, odd, N + 1, [{reply, From, N}]};
even(cast, turn, N) -> {next_state, odd, N + 1}.

odd({call, From}, turn, N) -> {next_state, even, N + 1, [{reply, From, N}]};
odd(cast, turn, N) -> {next_state, even, N + 1}.
