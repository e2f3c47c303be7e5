-module(negative_zero).
-export([main/0, id/1]).

main() ->
    Z = id(0.0),
    N = -Z,
    io:format("~p ~p ~w~n", [Z, N, -0.0]),
    io:format("~p ~p ~p ~p~n", [Z == N, Z * -1, 0 - Z, apply(erlang, '-', [Z])]),
    io:format("~p ~p~n", [<<N/float>>, <<(-id(1.0)):16/float, (-id(0.0)):32/float>>]),
    io:format("~p ~p~n", [[-X || X <- id([0.0, 1.5, 0])], -N]),
    io:format("~s ~s~n", [float_to_list(N), io_lib:format("~f", [N])]).

id(X) -> X.
