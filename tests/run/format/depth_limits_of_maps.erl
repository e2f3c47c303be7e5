-module(depth_limits_of_maps).
-export([main/0]).

main() ->
    M = #{a => 1, b => #{c => [1, 2, 3]}, d => "str"},
    [io:format("~P~n~W~n", [M, D, M, D]) || D <- [1, 2, 3, 4, 6]].
