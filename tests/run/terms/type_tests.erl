-module(type_tests).
-export([main/0]).

main() ->
    Terms = [1, 1.5, a, true, "s", [], [a | b], {}, #{}, <<>>, <<1:3>>, self(), make_ref(), fun id/1],
    Tests = [fun is_atom/1, fun is_binary/1, fun is_bitstring/1, fun is_boolean/1, fun is_float/1, fun is_function/1,
             fun is_integer/1, fun is_list/1, fun is_map/1, fun is_number/1, fun is_pid/1, fun is_port/1,
             fun is_reference/1, fun is_tuple/1],
    [io:format("~s~n", [[case Test(T) of true -> $x; false -> $. end || T <- Terms]]) || Test <- Tests].

id(X) -> X.
