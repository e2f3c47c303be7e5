-module(math_functions).
-export([main/0]).

main() ->
    io:format("~p~n", [[math:sqrt(X) || X <- [0, 1, 2, 4.0, 1.0e10]]]),
    io:format("~p~n", [[math:pow(2, 10), math:pow(2.0, 0.5), math:pow(10, -2), math:fmod(7.5, 2), math:fmod(-7, 3)]]),
    io:format("~p~n", [[math:floor(2.7), math:ceil(2.1), math:floor(-2.5), math:ceil(-2.5), math:floor(3)]]),
    io:format("~.10f ~.10f~n", [math:pi(), math:exp(1)]),
    [io:format("~.10f ~.10f ~.10f~n", [math:sin(X), math:cos(X), math:tan(X)]) || X <- [0, 0.5, 1, -2]],
    io:format("~.10f ~.10f ~.10f~n", [math:log(10), math:log2(10), math:log10(1000)]),
    io:format("~.10f ~.10f ~.10f ~.10f~n", [math:atan(1), math:atan2(1, -1), math:asin(0.5), math:acos(0.5)]),
    io:format("~.10f ~.10f ~.10f~n", [math:sinh(1), math:cosh(1), math:tanh(1)]),
    io:format("~.10f ~.10f~n", [math:erf(0.5), math:erfc(0.5)]).
