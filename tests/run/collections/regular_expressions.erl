-module(regular_expressions).
-export([main/0]).

main() ->
    io:format("~p~n", [re:run("hello 42 world 7", "([0-9]+)", [{capture, all, list}])]),
    io:format("~p~n", [re:run("hello 42 world 7", "[0-9]+", [global, {capture, first, binary}])]),
    io:format("~p ~p~n", [re:run("abc", "x"), re:run("abc", "B", [caseless, {capture, none}])]),
    io:format("~p~n", [re:replace("aXbXc", "X", "-", [global, {return, list}])]),
    io:format("~p~n", [re:split("a, b,c", ",\\s*", [{return, list}])]),
    io:format("~p~n", [re:run("k=v", "(?<key>\\w)=(?<val>\\w)", [{capture, [val, key], list}])]).
