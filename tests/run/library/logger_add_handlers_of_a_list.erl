%% logger:add_handlers/1 of lists: handlers are added in order; what is none is told before any is added.
-module(logger_add_handlers_of_a_list).
-export([main/0]).

main() ->
    ok = logger:set_primary_config(level, none),
    [io:format("~p~n    ~p~n", [logger:add_handlers(Items), lists:sort(logger:get_handler_ids())])
     || Items <- [[{handler, h1, logger_std_h, #{level => error}}, {foo, x}, {handler, h2, logger_std_h, #{}}, bar],
                  [{handler, h3, logger_std_h, #{}}, {handler, h1, nomod, #{}}, {handler, h2, logger_std_h, #{}}],
                  [{handler, default, undefined}], [{handler, default, logger_std_h, #{}}], [{handler, h5, logger_std_h}],
                  [{handler, h6, logger_std_h, []}], "ab", [{module_level, debug, [m]}], [{filters, log, []}], [],
                  [{handler, h1, logger_std_h, #{}}, {handler, h1, logger_std_h, #{}}]]],
    io:format("~p~n", [logger:get_module_level()]).
