-module(lists_keys).
-export([main/0]).

main() ->
    L = [{a, 1}, {b, 2}, {c, 3}, {b, 4}],
    io:format("~p ~p ~p~n", [lists:keyfind(b, 1, L), lists:keyfind(x, 1, L), lists:keyfind(3.0, 2, L)]),
    io:format("~p ~p~n", [lists:keymember(4, 2, L), lists:keysearch(c, 1, L)]),
    io:format("~p ~p~n", [lists:keydelete(b, 1, L), lists:keyreplace(b, 1, L, {z, 0})]),
    io:format("~p ~p~n", [lists:keystore(q, 1, L, {q, 9}), lists:keystore(a, 1, L, {a, 9})]),
    io:format("~p ~p~n", [lists:keytake(b, 1, L), lists:keytake(x, 1, L)]),
    io:format("~p~n", [lists:keymap(fun(V) -> V * 2 end, 2, L)]),
    io:format("~p ~p~n", [lists:keymerge(1, [{a, 1}], [{a, 2}, {b, 1}]), lists:ukeymerge(1, [{a, 1}], [{a, 2}, {b, 1}])]),
    io:format("~p~n", [lists:keyfind(k, 2, [short, {x}, {y, k}])]).
