-module(binary_comprehension).
-export([main/0]).

main() ->
    io:format("~p~n", [<< <<(X * 2)>> || X <- [1, 2, 3] >>]),
    io:format("~p~n", [<< <<X:1>> || X <- [1, 0, 1, 1] >>]),
    io:format("~p~n", [<< <<B, A>> || <<A, B>> <= <<"abcd">> >>]),
    io:format("~p~n", [<< <<C>> || <<C>> <= <<"Hello World">>, C >= $a >>]),
    io:format("~p~n", [<< <<X/binary, $,>> || X <- [<<"a">>, <<"bc">>] >>]).
