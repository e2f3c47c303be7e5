-module(integers_given_to_float_directives).
-export([main/0]).

main() ->
    io:format("~f ~.2f ~e ~g~n", [1, 2, 3, 4]).
