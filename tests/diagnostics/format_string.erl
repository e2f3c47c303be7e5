-module(format_string).
-export([f/1]).
f(X) -> io:format("~q~n", [X]).
