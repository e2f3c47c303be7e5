-module(proplists_functions).
-export([main/0]).

main() ->
    L = [{a, 1}, b, {c, 2, 3}, {a, 4}, {d, false}],
    io:format("~p ~p ~p~n", [proplists:get_value(a, L), proplists:get_value(b, L), proplists:get_value(z, L, dflt)]),
    io:format("~p ~p ~p~n", [proplists:get_bool(b, L), proplists:get_bool(a, L), proplists:get_bool(d, L)]),
    io:format("~p ~p~n", [proplists:get_all_values(a, L), proplists:lookup(c, L)]),
    io:format("~p ~p~n", [proplists:lookup_all(a, L), proplists:is_defined(b, L)]),
    io:format("~p ~p~n", [proplists:delete(a, L), proplists:get_keys([{x, 1}])]),
    io:format("~p ~p~n", [proplists:compact([{a, true}, {b, 1}]), proplists:unfold([a, {b, 1}])]),
    io:format("~p~n", [proplists:split([{a, 1}, {b, 2}, c], [a, c])]),
    io:format("~p ~p~n", [proplists:property(a, true), proplists:property(a, 1)]),
    io:format("~p~n", [proplists:expand([{foo, [bar, baz]}], [foo, fie])]),
    io:format("~p~n", [proplists:substitute_aliases([{colour, color}], [{colour, red}])]),
    io:format("~p~n", [proplists:normalize([no_x, {n, 1}], [{negations, [{no_x, x}]}])]),
    io:format("~p~n", [proplists:to_map([a, {b, 2}, {a, 3}])]),
    io:format("~p~n", [proplists:append_values(a, [{a, [1]}, {b, [2]}, {a, [3]}])]).
