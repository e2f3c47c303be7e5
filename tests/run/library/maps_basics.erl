-module(maps_basics).
-export([main/0]).

main() ->
    M = #{a => 1, b => 2, c => 3},
    io:format("~p ~p ~p~n", [maps:get(a, M), maps:get(z, M, none), maps:find(b, M)]),
    io:format("~p ~p ~p~n", [maps:find(z, M), maps:is_key(c, M), maps:size(M)]),
    io:format("~p ~p ~p~n", [maps:keys(M), maps:values(M), maps:to_list(M)]),
    io:format("~p ~p~n", [maps:put(d, 4, M), maps:update(a, 9, M)]),
    io:format("~p ~p ~p~n", [maps:remove(a, M), maps:remove(z, M), maps:take(b, M)]),
    io:format("~p ~p~n", [maps:take(z, M), maps:new()]),
    io:format("~p~n", [maps:from_list([{x, 1}, {y, 2}, {x, 3}])]),
    io:format("~p~n", [maps:from_keys([p, q], 0)]).
