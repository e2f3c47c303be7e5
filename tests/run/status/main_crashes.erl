%% status: 1
-module(main_crashes).
-export([main/0]).

main() ->
    io:format("a~n"),
    io:format("~p~n", [1 div id(0)]).

id(X) -> X.
