-module(max_heap_size_kills).
-export([main/0]).

main() ->
    {_, R} = spawn_opt(fun() -> lists:sum(grow(1000000, [])) end, [monitor, {max_heap_size, #{size => 20000, kill => true, error_logger => false}}]),
    receive {'DOWN', R, _, _, W} -> io:format("~p~n", [W]) end.

grow(0, L) -> L;
grow(N, L) -> grow(N - 1, [N | L]).
