-module(equal_and_exactly_equal).
-export([main/0]).

main() ->
    Pairs = [{1, 1.0}, {1, 1}, {a, a}, {[1], [1.0]}, {{1, 2}, {1.0, 2}}, {0.0, -0.0}, {"a", [97]}, {<<1>>, <<1>>},
             {[], ""}, {a, "a"}],
    [io:format("~w ~w: == ~p =:= ~p /= ~p =/= ~p~n", [A, B, A == B, A =:= B, A /= B, A =/= B]) || {A, B} <- Pairs].
