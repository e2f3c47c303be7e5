-module(nested_format_in_loops).
-export([main/0]).

row(N) -> [io_lib:format("~4w", [N * M]) || M <- lists:seq(1, 9)].

main() -> [io:format("~s~n", [row(N)]) || N <- lists:seq(1, 9)].
