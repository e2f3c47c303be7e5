-module(lp_shows_numbers_for_strings).
-export([main/0]).

main() ->
    io:format("~lp ~p~n", ["abc", "abc"]),
    io:format("~lp ~lp~n", [<<"abc">>, {"a", [b]}]),
    io:format("~ltp~n", ["ж"]).
