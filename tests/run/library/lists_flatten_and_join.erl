-module(lists_flatten_and_join).
-export([main/0]).

main() ->
    io:format("~p ~p~n", [lists:flatten([1, [2, [[3]], []], [[[4]]]]), lists:flatten([[a], b], [tail])]),
    io:format("~p ~p ~p~n", [lists:join(", ", ["a", "b", "c"]), lists:join(x, []), lists:join(x, [1])]),
    io:format("~p~n", [lists:uniq([b, a, b, 1, 1.0, a])]),
    io:format("~p~n", [lists:uniq(fun({K, _}) -> K end, [{a, 1}, {b, 2}, {a, 3}])]).
