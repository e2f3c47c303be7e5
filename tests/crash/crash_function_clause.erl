%% No clause of area/1 fits; the arguments should be shown.
-module(crash_function_clause).
-export([main/0]).

main() ->
    io:format("~p~n", [[area(Shape) || Shape <- [{square, 2}, {circle, 1}, {triangle, 3, 4}]]]).

area({square, Side}) -> Side * Side;
area({circle, Radius}) -> 3.14 * Radius * Radius;
area({rectangle, Width, Height}) when Width > 0, Height > 0 -> Width * Height.
