-module(maps_higher_order).
-export([main/0]).

main() ->
    M = #{a => 1, b => 2, c => 3},
    io:format("~p~n", [maps:map(fun(K, V) -> {K, V * 2} end, M)]),
    io:format("~p~n", [maps:filter(fun(_, V) -> V > 1 end, M)]),
    io:format("~p~n", [maps:filtermap(fun(a, _) -> true; (b, V) -> {true, V * 10}; (_, _) -> false end, M)]),
    io:format("~p~n", [maps:fold(fun(K, V, Acc) -> [{K, V} | Acc] end, [], M)]),
    io:format("~p~n", [maps:foreach(fun(K, V) -> io:format("~p=~p ", [K, V]) end, M)]),
    io:format("~p ~p~n", [maps:with([a, c, z], M), maps:without([a, z], M)]),
    io:format("~p ~p~n", [maps:update_with(a, fun(V) -> V + 1 end, M), maps:update_with(z, fun(V) -> V + 1 end, 0, M)]),
    io:format("~p~n", [caught(fun() -> maps:update_with(z, fun(V) -> V end, M) end)]).

caught(F) ->
    try F() of
        Value -> {ok, Value}
    catch
        Class:Reason -> {Class, Reason}
    end.
