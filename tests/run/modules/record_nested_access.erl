-module(record_nested_access).
-export([main/0]).
-record(inner, {v = 1}).
-record(outer, {in = #inner{}, other}).

main() ->
    O = #outer{},
    io:format("~p~n", [O#outer.in#inner.v]),
    O2 = O#outer{in = O#outer.in#inner{v = 2}},
    io:format("~p~n", [O2]),
    io:format("~p~n", [O2#outer.in#inner.v]).
