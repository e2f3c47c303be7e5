-module(macro_expands_inside_macro).
-export([main/0]).
-define(A, ?B + 1).
-define(B, ?C * 2).
-define(C, 10).

main() ->
    io:format("~p~n", [?A]).
