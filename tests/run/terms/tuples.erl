-module(tuples).
-export([main/0]).

main() ->
    T = {a, {b, {}}, [c], "d", <<"e">>, 1.0},
    io:format("~p ~p ~p~n", [T, tuple_size(T), element(2, T)]),
    io:format("~p ~p~n", [setelement(1, T, z), erlang:append_element({1}, 2)]),
    io:format("~p ~p~n", [erlang:make_tuple(3, x), erlang:insert_element(2, {a, b}, new)]),
    io:format("~p ~p~n", [erlang:delete_element(1, {a, b}), erlang:make_tuple(4, 0, [{2, two}, {4, four}])]).
