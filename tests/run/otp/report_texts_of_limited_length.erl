-module(report_texts_of_limited_length).
-export([main/0]).

main() ->
    [io:format("~p ~p~n~ts~n", [Module, Options, Module:format_log(Report, Options)])
     || {Module, Report} <- reports(), Single <- [true, false], Limit <- limits(),
        Options <- [maps:put(single_line, Single, Limit)]].

limits() -> [#{}, #{depth => 10} | [#{chars_limit => Limit} || Limit <- [20, 60, 100, 140, 180, 200, 300, 500]]].

reports() ->
    Child = [{pid, worker_1}, {id, worker}, {mfargs, {worker, start_link, [lists:seq(1, 20)]}},
             {restart_type, temporary}, {shutdown, brutal_kill}, {child_type, worker}],
    Long = lists:seq(1, 30),
    [{supervisor, #{label => {supervisor, shutdown_error},
                    report => [{supervisor, top}, {errorContext, shutdown_error}, {reason, Long}, {offender, Child}]}},
     {supervisor, #{label => {supervisor, progress}, report => [{supervisor, top}, {started, Child}]}},
     {gen_server, #{label => {gen_server, terminate}, name => server, last_message => {ask, Long}, state => Long,
                    log => [], reason => {bad, Long}, client_info => undefined}},
     {gen_statem, #{label => {gen_statem, terminate}, name => machine, queue => [{cast, Long}], postponed => [],
                    modules => [door], callback_mode => state_functions, state_enter => false, state => {open, Long},
                    log => [], timeouts => {0, []}, reason => {error, Long, []}, client_info => undefined}},
     {gen_event, #{label => {gen_event, terminate}, handler => {counter, 1}, name => manager, last_message => Long,
                   state => Long, reason => {bad, Long}}}].
