-module(call_through_module_variable).
-export([main/0, twice/1]).

twice(X) -> X * 2.

main() ->
    M = ?MODULE,
    F = twice,
    io:format("~p ~p ~p~n", [M:twice(1), M:F(2), ?MODULE:F(3)]),
    io:format("~p~n", [apply(M, F, [4])]),
    io:format("~p~n", [(list_to_atom("lists")):(list_to_atom("reverse"))([1, 2])]).
