-module(map_keys_in_patterns_are_expressions).
-export([main/0]).

f(K, M) ->
    case M of
        #{{key, K} := V} -> V;
        #{K := V} -> {plain, V};
        _ -> none
    end.

main() ->
    M = #{{key, a} => 1, b => 2, 3 => three},
    io:format("~p~n", [[f(K, M) || K <- [a, b, 3, c]]]).
