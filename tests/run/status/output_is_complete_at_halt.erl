-module(output_is_complete_at_halt).
-export([main/0]).

main() ->
    [io:format("line ~p~n", [N]) || N <- lists:seq(1, 2000)],
    io:put_chars("last, without newline"),
    halt(0).
