-module(queue_operations).
-export([main/0]).

main() ->
    Q = queue:in(3, queue:in(2, queue:in(1, queue:new()))),
    {{value, X}, Q2} = queue:out(Q),
    io:format("~p ~p ~p~n", [X, queue:to_list(Q2), queue:len(Q)]),
    io:format("~p ~p~n", [queue:get(Q), queue:get_r(Q)]),
    io:format("~p~n", [queue:to_list(queue:reverse(queue:in_r(0, Q)))]),
    io:format("~p ~p~n", [queue:out(queue:new()), queue:is_empty(Q)]),
    io:format("~p~n", [queue:to_list(queue:filter(fun(E) -> E > 1 end, Q))]).
