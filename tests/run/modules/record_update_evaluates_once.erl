-module(record_update_evaluates_once).
-export([main/0]).
-record(r, {a, b}).

make() -> io:format("made~n"), #r{a = 1, b = 2}.

main() ->
    io:format("~p~n", [(make())#r{a = 3, b = 4}]).
