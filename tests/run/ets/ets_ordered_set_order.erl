%% Keys of an ordered set stand in the order of terms; first, next, last and prev need no key that is there.
-module(ets_ordered_set_order).
-export([main/0]).

main() ->
    T = ets:new(t, [ordered_set]),
    F = fun() -> ok end,
    Keys = [3, 1.5, 1 bsl 80, -7, a, 'B', "list", [], {}, {1, 2}, {1}, #{}, #{a => 1}, <<"bin">>, <<1:3>>, "lisp"],
    [ets:insert(T, {K, x}) || K <- Keys],
    io:format("~p~n", [[K || {K, x} <- ets:tab2list(T)]]),
    io:format("~p~n", [forward(T, ets:first(T)) =:= lists:reverse(backward(T, ets:last(T)))]),
    io:format("~p ~p ~p ~p~n", [ets:next(T, 2), ets:prev(T, 2), ets:next(T, zzz), ets:prev(T, -100)]),
    io:format("~p ~p~n", [ets:next(T, <<"zzz">>), ets:prev(T, "lispa")]),
    io:format("~p ~p ~p~n", [ets:slot(T, 0), ets:slot(T, 15), ets:slot(T, 16)]),
    ets:insert(T, {F, fun_key}),
    io:format("~p~n", [ets:lookup_element(T, F, 2)]),
    ets:insert(T, {3.0, replaced}),
    io:format("~p ~p ~p~n", [ets:lookup(T, 3), ets:info(T, size), ets:match(T, {3, '$1'})]),
    E = ets:new(e, [ordered_set]),
    io:format("~p ~p ~p~n", [ets:first(E), ets:last(E), ets:next(E, a)]).

forward(_, '$end_of_table') -> [];
forward(T, Key) -> [Key | forward(T, ets:next(T, Key))].

backward(_, '$end_of_table') -> [];
backward(T, Key) -> [Key | backward(T, ets:prev(T, Key))].
