%% Both operands should be shown.
-module(crash_badarith_with_values).
-export([main/0]).

main() ->
    Name = name(),
    io:format("~p~n", [Name + 1]).

name() -> list_to_atom("joe").
