-module(chars_limit).
-export([main/0]).

main() ->
    F = fun(Fmt, Args, N) -> io:format("~s~n", [io_lib:format(Fmt, Args, [{chars_limit, N}])]) end,
    F("~p", [lists:seq(1, 100)], 30),
    F("~w", [lists:seq(1, 100)], 30),
    F("~s", [lists:duplicate(100, $x)], 20),
    F("~p ~p", [{a, b, c, d}, "a string that is rather long"], 25).
