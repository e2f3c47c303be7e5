%% The filter added last is asked first; what is logged as a text may hold bytes that are no UTF-8; a failing filter.
-module(logger_filters_and_texts).
-export([main/0, log/2]).

main() ->
    logger:remove_handler(default),
    register(main, self()),
    ok = logger:add_handler(here, ?MODULE, #{filters => [{given, {fun(Event, Name) -> ask(Event, Name) end, given}}]}),
    [ok = logger:add_primary_filter(Name, {fun(Event, Extra) -> ask(Event, Extra) end, Name}) || Name <- [a, b, c]],
    [ok = logger:add_handler_filter(here, Name, {fun(Event, Extra) -> ask(Event, Extra) end, Name}) || Name <- [d, e]],
    io:format("~p~n", [[Name || {Name, _} <- maps:get(filters, logger:get_primary_config())]]),
    logger:error("text"),
    told(),
    [begin logger:error(Text), told() end || Text <- [[300, <<255>>], [<<255>>], <<255>>, [a, bad], "plain"]],
    [begin logger:error(Report, #{report_cb => nothing}), told() end || Report <- [#{a => 1}, [{a, 1}, b, "c"]]],
    [begin error_logger:info_report(Report), told() end || Report <- [#{k => v}, [{k, v}], "text", atom, {a, b}]],
    [begin error_logger:warning_msg(Format, []), told() end || Format <- [#{k => v}, [a | b], "text", <<"binary">>]].

ask(_, Name) -> main ! {asked, Name}, ignore.

log(Event, #{formatter := {Module, Config}}) ->
    main ! {text, lists:flatten(Module:format(Event, Config#{template => [msg]}))}.

told() ->
    receive Told -> io:format("~w~n", [Told]), told() after 0 -> io:format("~n") end.
