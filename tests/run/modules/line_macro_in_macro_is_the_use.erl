-module(line_macro_in_macro_is_the_use).
-export([main/0]).
-define(HERE, ?LINE).
-define(BOTH(X), {X, ?LINE}).

main() ->
    io:format("~p~n", [?HERE]),
    io:format("~p~n", [?BOTH(?LINE)]),
    io:format("~p~n", [
        ?HERE
    ]).
