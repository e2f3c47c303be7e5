%% Levels, filters, handlers and metadata of the logger.
-module(logger_handlers).
-export([main/0, log/2, adding_handler/1, removing_handler/1, changing_config/3]).

-include_lib("kernel/include/logger.hrl").

main() ->
    show(logger:get_primary_config()),
    show(logger:remove_handler(default)),
    show(logger:add_handler(one, ?MODULE, #{config => #{tag => one}, level => warning})),
    show(logger:add_handler(two, ?MODULE, #{config => #{tag => two}, filters => [{no_maps, {fun no_maps/2, x}}]})),
    show(lists:sort(logger:get_handler_ids())),
    events(),
    show(logger:set_primary_config(level, error)),
    events(),
    show(logger:set_module_level(?MODULE, debug)),
    ?LOG_DEBUG("module level"),
    show([logger:allow(debug, ?MODULE), logger:allow(debug, other), logger:get_module_level()]),
    show(logger:unset_module_level(?MODULE)),
    ?LOG_DEBUG(error(not_evaluated)),
    show(logger:update_primary_config(#{level => all, metadata => #{always => here}})),
    logger:set_process_metadata(#{process => p}),
    logger:update_process_metadata(#{more => m}),
    ?LOG_ERROR("with ~p", [args], #{own => o}),
    ?LOG(alert, #{report => map}, #{own => o}),
    logger:unset_process_metadata(),
    logger:error(fun(X) -> {"lazy ~p", [X]} end, arg),
    show(logger:add_primary_filter(stop_own, {fun(#{meta := #{own := _}}, _) -> stop; (_, _) -> ignore end, none})),
    logger:error("stopped", #{own => 1}),
    logger:error("not stopped", #{}),
    show([logger:remove_primary_filter(stop_own), logger:remove_primary_filter(stop_own)]),
    show(logger:set_handler_config(two, filter_default, stop)),
    logger:error("only one hears"),
    show(logger:update_handler_config(one, config, #{tag => uno})),
    logger:error("uno"),
    show(logger:set_handler_config(one, level, none)),
    logger:error("nobody hears"),
    [show(Result)
     || Result <- [logger:add_handler(one, ?MODULE, #{}), logger:add_handler(x, no_such_module, #{}),
                   logger:add_handler("x", ?MODULE, #{}), logger:add_handler(x, ?MODULE, []), logger:remove_handler(x),
                   logger:set_primary_config(level, x), logger:set_primary_config(x, x),
                   logger:set_handler_config(x, level, error), logger:get_handler_config(x),
                   logger:set_handler_config(one, level, x), logger:add_handler_filter(one, f, x),
                   logger:add_handler_filter(one, f, {fun no_maps/2, x}),
                   logger:add_handler_filter(one, f, {fun no_maps/2, x}), logger:remove_handler_filter(one, f),
                   logger:remove_handler_filter(one, f), logger:set_module_level(m, x),
                   logger:set_handler_config(one, id, x), logger:set_handler_config(one, module, x),
                   logger:add_handler(refused, ?MODULE, #{config => refuse})]],
    show(logger:compare_levels(error, info)),
    show(element(1, element(2, catch logger:set_process_metadata(x)))),
    show([logger_filters:level(#{level => info, msg => m, meta => #{}}, {stop, lt, error}),
          logger_filters:domain(#{level => info, msg => m, meta => #{domain => [a]}}, {stop, super, [a, b]}),
          logger_filters:domain(#{level => info, msg => m, meta => #{domain => [a]}}, {stop, sub, [a, b]}),
          logger_filters:domain(#{level => info, msg => m, meta => #{}}, {stop, undefined, []})]),
    show([logger:remove_handler(one), logger:remove_handler(two)]).

show(Term) -> io:format("~p~n", [Term]).

events() ->
    logger:info("info"),
    logger:notice("notice"),
    logger:warning("warning ~p", [1]),
    logger:error(#{report => 1}).

no_maps(#{msg := {report, _}}, x) -> stop;
no_maps(_, x) -> ignore.

log(#{level := Level, msg := Message, meta := Meta}, #{config := #{tag := Tag}}) ->
    io:format("~p: ~p ~p ~p~n", [Tag, Level, Message, maps:without([time, pid, gl, line, file], Meta)]).

adding_handler(#{config := refuse}) -> {error, refused};
adding_handler(#{id := Id} = Config) -> io:format("adding ~p~n", [Id]), {ok, Config}.
removing_handler(#{id := Id}) -> io:format("removing ~p~n", [Id]).
changing_config(How, #{config := Old}, #{config := New} = Config) ->
    io:format("changing ~p~n", [How]),
    {ok, Config#{config := maps:merge(Old, New)}};
changing_config(_, _, Config) -> {ok, Config}.
