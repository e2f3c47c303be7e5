-module(timer_tc_shape).
-export([main/0]).

main() ->
    {T, V} = timer:tc(fun() -> lists:sum([1, 2, 3]) end),
    io:format("~p ~p~n", [is_integer(T) andalso T >= 0, V]),
    {_, V2} = timer:tc(fun(X) -> X * 2 end, [4]),
    {_, V3} = timer:tc(lists, reverse, [[1, 2]]),
    io:format("~p ~p~n", [V2, V3]).
