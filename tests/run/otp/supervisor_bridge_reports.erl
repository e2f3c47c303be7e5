%% What a supervisor's bridge reports: to a handler, and the reports' texts.
-module(supervisor_bridge_reports).
-export([main/0, init/1, terminate/2, log/2]).

init(Name) -> {ok, Pid} = gen_event:start_link({local, Name}), {ok, Pid, Name}.

terminate(_, bad) -> throw(not_today);
terminate(_, Name) -> gen_event:stop(Name).

main() ->
    process_flag(trap_exit, true),
    ok = logger:remove_handler(default),
    ok = logger:set_primary_config(level, info),
    ok = logger:add_handler(teller, ?MODULE, #{config => self()}),
    {ok, Bridge} = supervisor_bridge:start_link({local, arch}, ?MODULE, river),
    exit(whereis(river), kill),
    receive {'EXIT', Bridge, Reason} -> io:format("ended by ~p~n", [Reason]) end,
    told(),
    {ok, Unwilling} = supervisor_bridge:start_link({local, arch}, ?MODULE, bad),
    ok = gen_server:stop(Unwilling),
    told().

log(#{msg := {report, #{label := {supervisor, _}} = Report}, meta := #{report_cb := Text}}, #{config := Main}) ->
    Main ! {report, Report, Text};
log(_, _) -> ok.

told() ->
    receive
        {report, #{label := Label, report := Items} = Report, Text} ->
            io:format("~p ~p~n~p~n", [Label, [Key || {Key, _} <- Items], Text]),
            [io:format("~ts~n", [hidden(Text(Report, #{single_line => Single, depth => unlimited, chars_limit => unlimited}))])
             || Single <- [true, false]],
            told()
    after 100 -> ok
    end.

hidden(Text) -> re:replace(Text, "<[0-9.]+>", "Pid", [global]).
