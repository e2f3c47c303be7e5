-module(native_endian_round_trip).
-export([main/0]).

main() ->
    X = id(16#01020304),
    <<Y:32/native>> = id(<<X:32/native>>),
    io:format("~p ~p~n", [Y =:= X, <<X:32/native>> =:= <<X:32/little>>]).

id(X) -> X.
