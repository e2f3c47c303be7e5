-module(module_info_exports).
-export([main/0, b/2, a/0]).

main() ->
    io:format("~p~n", [lists:sort(?MODULE:module_info(exports))]),
    io:format("~p~n", [module_info(module)]).

a() -> 1.
b(_, _) -> 2.
