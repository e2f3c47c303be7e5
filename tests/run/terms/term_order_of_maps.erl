-module(term_order_of_maps).
-export([main/0]).

main() ->
    io:format("~p~n", [lists:sort([#{b => 1}, #{a => 2}, #{a => 1}, #{}, #{a => 0, b => 0}, #{c => -1}])]),
    io:format("~p~n", [#{1 => a} < #{1.0 => a}]),
    io:format("~p~n", [lists:sort([#{1.0 => x}, #{1 => x}, #{0 => x}, #{2 => x}])]),
    io:format("~p~n", [#{a => 1.0} == #{a => 1}]).
