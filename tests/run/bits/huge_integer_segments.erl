-module(huge_integer_segments).
-export([main/0]).

main() ->
    N = id(1 bsl 127 + 12345),
    B = <<N:128>>,
    <<M:128>> = id(B),
    <<L:128/little>> = id(B),
    <<S:128/signed>> = id(<<255, B:15/binary>>),
    io:format("~p~n~p~n~p~n~p~n", [B, M =:= N, L, S]),
    <<P:100, Q:28>> = id(B),
    io:format("~p ~p~n", [P, Q]),
    io:format("~p~n", [<<(-N):136/little>>]).

id(X) -> X.
