-module(p_and_w_of_strings).
-export([main/0]).

main() ->
    io:format("~p ~w~n", ["hello", "hello"]),
    io:format("~p ~p ~p~n", ["", [], [1, 2]]),
    io:format("~p~n", [["a", "b", [99, 0]]]),
    io:format("~w ~p~n", [<<"bin">>, <<"bin">>]),
    io:format("~p ~p~n", [<<1>>, <<"a\n">>]).
