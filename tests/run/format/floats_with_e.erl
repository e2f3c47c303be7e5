-module(floats_with_e).
-export([main/0]).

main() ->
    [io:format("~e ~.2e ~.4e ~12.3e|~-12.3e|~n", [F, F, F, F, F]) || F <- [1.0, 3.14159, -2.5, 0.0, 1234567.891, 1.0e-5, 1.0e100]].
