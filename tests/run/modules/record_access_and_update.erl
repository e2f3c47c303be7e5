-module(record_access_and_update).
-export([main/0]).
-record(p, {name, age = 0}).

main() ->
    P = #p{name = "Ann"},
    Older = P#p{age = P#p.age + 1},
    Both = Older#p{name = "Bob", age = 9},
    io:format("~p ~p ~p~n", [P, Older, Both]),
    io:format("~s is ~p~n", [Both#p.name, Both#p.age]),
    io:format("~p~n", [(#p{age = 3})#p.age]).
