-module(format_arguments).
-export([f/1]).
f(X) -> io:format("~p ~p~n", [X]).
