-module(build_with_unit_and_computed_size).
-export([main/0]).

main() ->
    N = id(3),
    io:format("~p~n", [[<<1:N/unit:8>>, <<5:N>>, <<1:2/integer-unit:16>>, <<7:(N * 2)>>, <<7:(N + 5)/little>>]]),
    B = id(<<"abcdef">>),
    io:format("~p~n", [[<<B:N/binary>>, <<B:2/binary-unit:12>>, <<B/binary>>, <<B:5/bits>>]]).

id(X) -> X.
