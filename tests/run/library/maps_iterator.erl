-module(maps_iterator).
-export([main/0]).

walk(I) ->
    case maps:next(I) of
        {K, V, Next} -> [{K, V} | walk(Next)];
        none -> []
    end.

main() ->
    io:format("~p~n", [walk(maps:iterator(#{a => 1, b => 2, c => 3}))]),
    io:format("~p~n", [length(walk(maps:iterator(maps:from_list([{N, N} || N <- lists:seq(1, 100)]))))]),
    io:format("~p~n", [maps:map(fun(_, V) -> V + 1 end, maps:iterator(#{k => 1}))]).
