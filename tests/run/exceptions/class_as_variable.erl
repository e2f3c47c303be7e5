-module(class_as_variable).
-export([main/0]).

main() ->
    F = fun(Want, G) -> try G() catch Want:R -> {matched, Want, R}; Other:R -> {other, Other, R} end end,
    io:format("~p~n", [F(exit, fun() -> exit(x) end)]),
    io:format("~p~n", [F(exit, fun() -> throw(x) end)]).
