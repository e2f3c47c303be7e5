-module(format_no_list).
-export([f/1]).
f(_) -> io:format("~p~n", abc).
