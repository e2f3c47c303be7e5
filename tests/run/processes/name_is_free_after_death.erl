-module(name_is_free_after_death).
-export([main/0]).

main() ->
    {P, R} = spawn_monitor(fun() -> register(short, self()), receive go -> ok end end),
    (fun Wait() -> case whereis(short) of P -> ok; _ -> erlang:yield(), Wait() end end)(),
    P ! go,
    receive {'DOWN', R, _, _, _} -> ok end,
    io:format("~p~n", [whereis(short)]),
    io:format("~p~n", [register(short, self())]).
