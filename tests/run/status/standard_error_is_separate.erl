-module(standard_error_is_separate).
-export([main/0]).

main() ->
    io:format(standard_error, "to standard error~n", []),
    io:format("to standard output~n").
