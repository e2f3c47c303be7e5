-module(get_line_until_eof).
-export([main/0]).

loop(N) ->
    case io:get_line("") of
        eof -> io:format("~p lines~n", [N]);
        Line -> io:format("~p~n", [Line]), loop(N + 1)
    end.

main() -> loop(0).
