-module(binaries_print).
-export([main/0]).

main() ->
    io:format("~p ~p ~p~n", [<<"text">>, <<1, 2, 255>>, <<>>]),
    io:format("~w ~w~n", [<<"text">>, <<5:3>>]),
    io:format("~p ~p~n", [<<"abc", 1:1>>, <<3:2>>]),
    io:format("~p ~tp ~ts~n", [<<"åå"/utf8>>, <<"åå"/utf8>>, <<"åå"/utf8>>]),
    io:format("~p ~p~n", [<<"tab\t\"quote\"\\">>, <<"nul\0">>]).
