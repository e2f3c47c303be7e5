-module(strings_over_several_lines).
-export([main/0]).

main() ->
    S = "first
second
  third",
    io:format("~p~n~s~n", [S, S]).
