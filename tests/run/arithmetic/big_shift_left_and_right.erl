-module(big_shift_left_and_right).
-export([main/0]).

main() ->
    A = id(16#123456789ABCDEF0123456789ABCDEF),
    [io:format("~.16b ~.16b ~.16b~n", [A bsl N, A bsr N, -A bsr N]) || N <- [1, 4, 31, 32, 63, 64, 65, 127, 200]].

id(X) -> X.
