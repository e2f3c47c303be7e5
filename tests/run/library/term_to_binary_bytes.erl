-module(term_to_binary_bytes).
-export([main/0]).

main() ->
    Terms = [0, 255, 256, -1, 1 bsl 31, 1 bsl 40, -(1 bsl 70), 1.5, a, 'жук', true, <<"bin">>, <<5:3>>, [], "str", [1, a], [a | b],
             {}, {x, 1}, #{}, #{k => v}, fun lists:map/2, lists:seq(1, 3), lists:seq(300, 302)],
    [io:format("~w: ~w~n", [T, term_to_binary(T)]) || T <- Terms].
