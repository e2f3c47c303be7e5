-module(table_with_columns).
-export([main/0]).

main() ->
    Rows = [{"apple", 3, 0.5}, {"banana", 12, 0.25}, {"a long fruit name", 1, 10.0}],
    io:format("~-12s|~6s|~8s~n~s~n", ["name", "count", "price", lists:duplicate(28, $-)]),
    [io:format("~-12.12s|~6w|~8.2f~n", [N, C, P]) || {N, C, P} <- Rows].
