%% Functions that are inlined, or mean little on a single node, when they are called through apply.
-module(erlang_functions_by_name).
-export([main/0]).

main() ->
    [io:format("~p ~p: ~p~n", [F, A, called(F, A)]) || {F, Calls} <- calls(), A <- Calls],
    Exports = lists:module_info(exports),
    io:format("~p~n", [[lists:member(FA, Exports) || FA <- [{reverse, 1}, {keyfind, 3}, {map, 2}, {no, 1}]]]),
    io:format("~p~n", [lists:member({pi, 0}, math:module_info(exports))]).

calls() ->
    [{is_record, [[{a, 1}, a], [{b}, a], [{}, a], [a, a], [{1}, 1], [{a, 1}, a, 2], [{a, 1}, a, 3], [{a}, a, -1],
                  [{a}, a, b], [x, 1]]},
     {monitor_node, [[foo@bar, true], [node(), false], [foo, true, []], [1, true]]},
     {nodes, [[connected, #{}], [[this, visible], #{node_type => true}]]},
     {get_cookie, [[], [foo@bar]]},
     {system_monitor, [[], [undefined]]},
     {system_flag, [[min_heap_size, 233], [backtrace_depth, 8], [no_such_flag, 1], [backtrace_depth, a]]}].

called(Function, Args) ->
    try
        apply(erlang, Function, Args)
    catch
        Class:Reason -> {Class, Reason}
    end.
