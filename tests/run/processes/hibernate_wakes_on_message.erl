-module(hibernate_wakes_on_message).
-export([main/0, awake/2]).

awake(To, N) -> receive X -> To ! {woke, N, X} end.

main() ->
    Me = self(),
    P = spawn(fun() -> erlang:hibernate(?MODULE, awake, [Me, 7]) end),
    receive after 20 -> ok end,
    io:format("~p~n", [process_info(P, current_function)]),
    P ! up,
    receive M -> io:format("~p~n", [M]) end.
