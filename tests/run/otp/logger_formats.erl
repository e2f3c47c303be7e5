%% How logger_formatter writes events.
-module(logger_formats).
-export([main/0]).

main() ->
    Report = #{a => 1, b => "x"},
    [format(info, Message, #{}, Config)
     || Config <- [#{}, #{single_line => false}, #{legacy_header => true}, #{legacy_header => true, single_line => false}],
        Message <- [{string, "text"}, {"a ~p,~n  b ~p~n", [1, [2]]}, {report, Report}, {report, [{a, 1}, b, {"c", d}]}]],
    [format(Level, {string, "x"}, #{}, #{legacy_header => true})
     || Level <- [emergency, alert, critical, error, warning, notice, debug]],
    Meta = #{mfa => {m, f, 1}, line => 3, file => "f.erl", foo => bar, map => #{key => #{deep => [1, 2]}}},
    [format(info, {string, "x"}, Meta, #{template => Template})
     || Template <- [[mfa, ":", line, " ", file], [foo, "|", [map, key, deep], "|", none, "|", level],
                     [{foo, ["is ", foo], ["none"]}, {none, ["is ", none], ["none"]}], [{[map, key], ["deep"], []}, msg]]],
    [format(info, {string, "x"}, #{}, (Config)#{template => [time, " ", msg]})
     || Config <- [#{time_offset => "Z"}, #{time_offset => "-02:30"}, #{time_offset => 3600000000},
                   #{time_offset => "+00:00", time_designator => $\s}]],
    format(info, {string, "x"}, #{}, #{legacy_header => true, time_offset => "Z"}),
    [format(info, {"~p", [lists:seq(1, 200)]}, #{}, Config#{template => [msg]})
     || Config <- [#{max_size => 50}, #{depth => 5}]],
    [format(info, {report, #{x => y}}, #{report_cb => Callback}, #{template => [msg]})
     || Callback <- [fun(R) -> {"~p!", [R]} end, fun(R, C) -> io_lib:format("~p ~p!", [R, C]) end, fun(_) -> bad end,
                     fun(_) -> {"~s", [a, b]} end]],
    format(info, {report, #{x => y}}, #{report_cb => fun(_) -> {"meta", []} end},
           #{report_cb => fun(_) -> {"own", []} end, template => [msg]}),
    [io:format("~p~n", [logger_formatter:check_config(Config)])
     || Config <- [#{}, #{wrong => 1}, #{depth => -1}, #{template => [1.5]}, #{time_offset => "x"}, #{single_line => 1}]],
    [io:format("~p~n", [logger:format_report(R)])
     || R <- [#{a => "x"}, [{a, 1}, b], "text", [], #{label => l, report => r}, [{a, <<"b">>}, {"k", [1, 2]}]]].

format(Level, Message, Meta, Config) ->
    Event = #{level => Level, msg => Message, meta => Meta#{time => 1600000000123456}},
    io:format("[~ts]~n", [logger_formatter:format(Event, maps:merge(#{time_offset => "+00:00"}, Config))]).
