-module(negative_zero).
-export([main/0]).

main() ->
    Z = id(0.0),
    N = -Z,
    io:format("~p ~p ~w~n", [Z, N, -0.0]),
    io:format("~p ~p~n", [Z == N, Z * -1]),
    io:format("~p~n", [<<N/float>>]),
    io:format("~s ~s~n", [float_to_list(N), io_lib:format("~f", [N])]).

id(X) -> X.
