%% Modules that are loaded from the start can be asked what they export before they are used.
-module(function_exported_of_the_library).
-export([main/0]).

main() ->
    Asked = [{maps, filtermap, 2}, {rand, uniform, 0}, {erlang, module_info, 0}, {gb_trees, from_orddict, 1}, {queue, fold, 3}, {binary, match, 2},
             {maps, no_such, 1}, {gen_server, send_request, 2}, {logger, log, 2}, {application, ensure_all_started, 1}, {proplists, to_map, 1},
             {no_such_module, f, 0}],
    io:format("~p~n", [[{Function, apply(erlang, function_exported, tuple_to_list(Function))} || Function <- Asked]]),
    io:format("~p~n", [[{Module, erlang:module_loaded(Module), code:is_loaded(Module) =/= false}
                        || Module <- [supervisor, counters, unicode, orddict, zlib, erl_eval, no_such_module]]]).
