-module(crash_in_spawned_function_with_arguments).
-export([main/0, work/2]).

work(a, b) -> ok.

main() ->
    {_, R} = spawn_monitor(?MODULE, work, [1, 2]),
    receive {'DOWN', R, _, _, {Why, [{M, F, Args, _} | _]}} -> io:format("~p ~p ~p ~p~n", [Why, M, F, Args]) end,
    {_, R2} = spawn_monitor(?MODULE, nothing, []),
    receive {'DOWN', R2, _, _, {Why2, [{M2, F2, Args2, _} | _]}} -> io:format("~p ~p ~p ~p~n", [Why2 =:= 'undef', M2, F2, Args2]) end.
