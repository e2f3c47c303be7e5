%% What is logged of servers that end badly, as text and as data.
-module(gen_server_reports).
-behaviour(gen_server).
-export([main/0, log/2, init/1, handle_call/3, handle_cast/2, format_status/1]).

main() ->
    ok = logger:remove_handler(default),
    ok = logger:add_handler(here, ?MODULE, #{formatter => {logger_formatter, #{template => [msg]}}}),
    [begin
         logger:update_formatter_config(here, #{single_line => Single}),
         {ok, P} = gen_server:start({local, reported}, ?MODULE, {some, state}, []),
         {'EXIT', _} = (catch gen_server:call(P, {stop, because})),
         {ok, Q} = gen_server:start({local, reported}, ?MODULE, {some, state}, [{debug, [log]}]),
         M = monitor(process, Q),
         gen_server:cast(Q, {stop, because}),
         receive {'DOWN', M, _, _, _} -> ok end,
         {ok, R} = gen_server:start({local, reported}, ?MODULE, {some, state}, []),
         R ! unknown,
         gen_server:stop(R)
     end || Single <- [false, true]].

log(#{level := Level, meta := Meta, msg := {report, #{label := {proc_lib, crash}}}}, _) ->
    io:format("~p ~p~n", [Level, maps:with([domain, logger_formatter, error_logger], Meta)]);
log(#{level := Level, meta := Meta, msg := {report, Report}} = Event, #{formatter := {Module, Config}}) ->
    Shown = case Report of
                #{client_info := {_, _}} -> Event#{msg := {report, Report#{client_info := undefined}}};
                _ -> Event
            end,
    io:format("~p ~p ~p~n~ts~n", [Level, maps:get(domain, Meta), lists:sort(maps:keys(Report)),
                                  Module:format(Shown, Config)]).

init(S) -> {ok, S}.
handle_call({stop, Reason}, _, S) -> {stop, Reason, S}.
handle_cast({stop, Reason}, S) -> {stop, Reason, S}.
format_status(#{state := {some, S}} = Status) -> Status#{state := {hidden, S}}.
