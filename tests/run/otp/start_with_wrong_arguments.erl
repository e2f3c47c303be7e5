%% What the behaviours' functions that start a process do with names, modules and options of the wrong kind.
-module(start_with_wrong_arguments).
-export([main/0]).

main() ->
    logger:set_primary_config(level, none),
    Starts = [start, start_link, start_monitor],
    _ = [show(Module, Function, Args)
         || Module <- [gen_server, gen_statem], Function <- Starts,
            Args <- [[name, gen_server, 5, []], [{local, "name"}, gen_server, 5, []], [{local, a, b}, gen_server, 5, []],
                     [{local, name}, gen_server, 5, options], [gen_server, 5, options], [gen_server, 5, [timeout | 1]]]],
    _ = [show(gen_event, Function, Args)
         || Function <- Starts,
            Args <- [[name], [{local, "name"}], [name, []], [[], options], [{local, name}, options], [{other, name}]]],
    _ = [show(supervisor, start_link, Args)
         || Args <- [[name, supervisor, 5], [{local, "name"}, supervisor, 5], [{local, a, b}, supervisor, 5]]],
    ok.

show(Module, Function, Args) -> io:format("~p:~p~p: ~p~n", [Module, Function, Args, outcome(Module, Function, Args)]).

outcome(Module, Function, Args) ->
    try apply(Module, Function, Args)
    catch Class:Reason -> {Class, Reason}
    end.
