-module(comparison_operators).
-export([main/0]).

main() ->
    io:format("~p~n", [[id(1) < 2, id(2) =< 2, id(3) > 4, id(4) >= 4, id(a) < b, id(1) < a, id(z) < "a"]]),
    io:format("~p~n", [[max(1, 1.0), max(1.0, 1), min(1, 1.0), min(1.0, 1), max(a, "b"), min({}, [])]]).

id(X) -> X.
