%% Resident bytes per process, as the system counts them: of idle servers under a supervisor, and of processes that wait
%% after a hundred messages of 1 KB each. Prints a line for each kind of process.
%%
%%   erlet benches/resident.erl [COUNT]      (and under OTP: erl -noshell -eval 'resident:main(["20000"])')
-module(resident).
-behaviour(supervisor).
-export([main/1, init/1, start_server/0]).
-export([handle_call/3, handle_cast/2]).

main([]) -> main(["20000"]);
main([Count]) ->
    N = list_to_integer(Count),
    {ok, Supervisor} = supervisor:start_link(?MODULE, supervisor),
    each(supervised_server, N, fun() -> {ok, _} = supervisor:start_child(Supervisor, []) end),
    each(after_100_messages, N, fun() ->
        Pid = spawn(fun() -> receiving(100) end),
        lists:foreach(fun(I) -> Pid ! lists:duplicate(64, I) end, lists:seq(1, 100))
    end),
    halt(0).

each(Name, N, Start) ->
    Start(),
    receive after 200 -> ok end,
    Before = resident(),
    [Start() || _ <- lists:seq(1, N)],
    receive after 2000 -> ok end,
    io:format("~w ~w~n", [Name, (resident() - Before) div N]).

resident() ->
    {ok, Text} = file:read_file("/proc/self/statm"),
    [_, Pages | _] = string:lexemes(Text, " "),
    binary_to_integer(Pages) * 4096.

receiving(0) -> receive never -> ok end;
receiving(N) -> receive _ -> receiving(N - 1) end.

%% The supervisor and its servers.
init(supervisor) ->
    {ok, {#{strategy => simple_one_for_one}, [#{id => server, start => {?MODULE, start_server, []}}]}};
init(server) -> {ok, idle}.

start_server() -> gen_server:start_link(?MODULE, server, []).

handle_call(_, _, State) -> {reply, ok, State}.

handle_cast(_, State) -> {noreply, State}.
