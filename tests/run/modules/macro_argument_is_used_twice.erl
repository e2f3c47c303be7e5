-module(macro_argument_is_used_twice).
-export([main/0]).
-define(TWICE(E), begin E, E end).

main() ->
    io:format("~p~n", [?TWICE(begin io:format("evaluated~n"), done end)]).
