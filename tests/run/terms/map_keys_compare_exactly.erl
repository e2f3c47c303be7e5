-module(map_keys_compare_exactly).
-export([main/0]).

main() ->
    M = #{1 => int, 1.0 => float},
    io:format("~p ~p ~p~n", [map_size(M), maps:get(1, M), maps:get(1.0, M)]),
    io:format("~p~n", [#{0.0 => a} =:= #{0 => a}]),
    io:format("~p~n", [#{a => 1} == #{a => 1.0}]),
    io:format("~p~n", [#{1 => a} == #{1.0 => a}]).
