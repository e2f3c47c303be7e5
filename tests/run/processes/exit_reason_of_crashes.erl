-module(exit_reason_of_crashes).
-export([main/0]).

main() ->
    Show = fun(F) ->
        {_, R} = spawn_monitor(F),
        receive {'DOWN', R, _, _, {Why, [{M, N, A, _} | _]}} -> io:format("~p ~p~n", [Why, {M, N, A}]) end
    end,
    Show(fun() -> 1 / id(0) end),
    Show(fun() -> {ok, _} = id(error) end),
    Show(fun() -> case id(3) of 4 -> ok end end),
    Show(fun() -> throw(x) end),
    Show(fun() -> error(mine) end),
    Show(fun() -> hd(id(a)) end).

id(X) -> X.
