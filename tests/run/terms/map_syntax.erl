-module(map_syntax).
-export([main/0]).

main() ->
    M = #{a => 1, b => 2},
    io:format("~p~n", [M#{c => 3}]),
    io:format("~p~n", [M#{a := 10, b => 20}]),
    io:format("~p~n", [#{a => 1, a => 2}]),
    #{a := A} = M,
    io:format("~p~n", [A]),
    Key = b,
    #{Key := B, a := _} = M,
    io:format("~p~n", [B]).
