-module(record_is_a_tuple).
-export([main/0]).
-record(t, {a, b}).

main() ->
    R = #t{a = 1, b = 2},
    io:format("~p ~p ~p~n", [R =:= {t, 1, 2}, element(1, R), tuple_size(R)]),
    {t, A, _} = R,
    io:format("~p~n", [A]),
    io:format("~p~n", [setelement(#t.b, R, new)]).
