-module(adjacent_strings_join).
-export([main/0]).

main() ->
    io:format("~p~n", ["one " "two "
                       "three"]),
    io:format("~p~n", [<<"bin" "ary">>]),
    "ab" "c" = "abc",
    io:format("a ~p"
              " b~n", [1]).
