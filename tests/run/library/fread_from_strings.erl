-module(fread_from_strings).
-export([main/0]).

main() ->
    Read = fun(F, S) -> io:format("~p~n", [io_lib:fread(F, S)]) end,
    Read("~d ~d", "12 34"),
    Read("~d-~s", "5-abc rest"),
    Read("~f", "3.25"),
    Read("~a ~c", "atom x"),
    Read("~16u ~2u", "ff 101"),
    Read("~#", "16#1F"),
    Read("~3c", "abcdef"),
    Read("~*d ~d", "1 2"),
    Read("~d", "x"),
    Read("~d ~d", "1"),
    Read("~4s", "abcdef"),
    Read("~d~l", "12 "),
    Read("~d~n", "12 ").
