-module(trap_exit_reasons).
-export([main/0]).

main() ->
    process_flag(trap_exit, true),
    Show = fun(F) -> P = spawn_link(F), receive {'EXIT', P, W} -> io:format("~p~n", [W]) end end,
    Show(fun() -> ok end),
    Show(fun() -> exit(reason) end),
    Show(fun() -> exit(kill) end),
    Show(fun() -> exit(self(), kill), receive x -> x end end),
    Show(fun() -> exit(self(), {a, b}), receive x -> x end end),
    P = spawn_link(fun() -> error(crash) end),
    receive {'EXIT', P, {crash, S}} -> io:format("~p~n", [frames(S)]) end,
    Q = spawn_link(fun() -> throw(ball) end),
    receive {'EXIT', Q, {{nocatch, ball}, _}} -> io:format("nocatch~n") end.

frames(Stack) ->
    [{F, A, proplists:get_value(line, L)} || {?MODULE, F, A, L} <- Stack].
