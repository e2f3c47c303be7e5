-module(map_syntax).
-export([main/0]).

main() ->
    M = #{a => 1, b => 2},
    io:format("~p~n", [M#{c => 3}]),
    io:format("~p~n", [M#{a := 10, b => 20}]),
    io:format("~p~n", [#{id(a) => 1, id(a) => 2}]),
    #{a := A} = M,
    io:format("~p~n", [A]),
    Key = b,
    #{Key := B, a := _} = M,
    io:format("~p~n", [B]).

id(X) -> X.
