-module(floats_with_f).
-export([main/0]).

main() ->
    [io:format("~f ~.1f ~.3f ~10.2f|~-10.2f|~n", [F, F, F, F, F]) || F <- [1.0, 3.14159, -2.5, 0.0, 1234567.891, 1.0e-5, 0.05]],
    io:format("~.1f ~.1f ~.1f ~.2f ~.2f~n", [0.25, 0.35, 0.45, 1.005, 2.675]),
    io:format("~.20f~n~f~n", [0.1, 1.0e22]).
