-module(term_order_within_types).
-export([main/0]).

main() ->
    io:format("~p~n", [lists:sort([b, a, 'A', abc, ab, '', z])]),
    io:format("~p~n", [lists:sort([{}, {b}, {a, a}, {a}, {0, 0, 0}, {1}])]),
    io:format("~p~n", [lists:sort([[b], [a, a], [a], [], [0, 0, 0], [a | b]])]),
    io:format("~p~n", [lists:sort([<<2>>, <<1, 1>>, <<1>>, <<>>, <<1:1>>, <<0:9>>, <<1, 0:1>>])]),
    io:format("~p~n", [lists:sort([2, 1.5, -1, 1, 1 bsl 70, -(1 bsl 70), 1.0e30])]).
