%% The argument that is wrong should be named.
-module(crash_badarg_of_a_bif).
-export([main/0]).

main() ->
    io:format("~p~n", [parse(["12", "x7"])]).

parse(Texts) -> lists:map(fun erlang:list_to_integer/1, Texts).
