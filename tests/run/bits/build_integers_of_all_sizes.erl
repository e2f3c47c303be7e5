-module(build_integers_of_all_sizes).
-export([main/0]).

main() ->
    X = id(16#ABCD),
    io:format("~p~n", [[<<X>>, <<X:4>>, <<X:12>>, <<X:16>>, <<X:24>>, <<X:40>>, <<X:1>>, <<X:0>>]]),
    io:format("~p~n", [[<<X:16/little>>, <<X:16/big>>, <<X:24/little>>, <<X:12/little>>]]),
    io:format("~p~n", [[<<(-1):3>>, <<(-2):16>>, <<(-2):16/little>>, <<300:8>>]]).

id(X) -> X.
