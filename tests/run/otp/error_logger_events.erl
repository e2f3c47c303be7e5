%% The older interface: what it logs, and its handlers of events.
-module(error_logger_events).
-behaviour(gen_event).
-export([main/0, log/2, init/1, handle_event/2, handle_call/2]).

main() ->
    ok = logger:remove_handler(default),
    ok = logger:add_handler(here, ?MODULE, #{}),
    logs(),
    ok = logger:remove_handler(here),
    io:format("~p ~p~n", [error_logger:add_report_handler(?MODULE), error_logger:which_report_handlers()]),
    logs(),
    logger:error("not of the old kind"),
    timer:sleep(50),
    io:format("~p~n", [error_logger:delete_report_handler(?MODULE)]),
    timer:sleep(150),
    io:format("~p ~p~n", [whereis(error_logger), error_logger:warning_map()]).

logs() ->
    error_logger:error_msg("a ~p~n", [1]),
    error_logger:error_msg("plain"),
    error_logger:format("f ~p", [x]),
    error_logger:warning_msg("w ~p", [2]),
    error_logger:info_msg("i ~p", [3]),
    error_logger:error_report([{a, b}]),
    error_logger:error_report(mine, [{a, b}]),
    error_logger:warning_report(report),
    error_logger:info_report("text"),
    error_logger:info_report(progress, x).

log(#{level := Level, msg := {report, Report}, meta := #{report_cb := Callback} = Meta}, _) ->
    io:format("~p ~p ~p ~p~n", [Level, Report, maps:with([domain, error_logger], Meta), Callback(Report)]).

init(_) -> {ok, []}.
handle_event({Tag, Leader, {Pid, What, Data}}, S) when is_pid(Leader), is_pid(Pid) ->
    io:format("~p ~p ~p~n", [Tag, What, Data]),
    {ok, S}.
handle_call(_, S) -> {ok, ok, S}.
