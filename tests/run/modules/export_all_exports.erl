-module(export_all_exports).
-compile([export_all, nowarn_export_all]).

main() ->
    io:format("~p ~p~n", [?MODULE:one(), apply(?MODULE, two, [])]).

one() -> 1.
two() -> 2.
