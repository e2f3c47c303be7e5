-module(e_with_extreme_floats).
-export([main/0]).

main() ->
    [io:format("~e|~.10e|~.17e|~g~n", [F, F, F, F]) || F <- [1.7976931348623157e308, 5.0e-324, 2.2250738585072014e-308, 0.1]].
