-module(own_function_beats_auto_import).
-export([main/0]).
-compile({no_auto_import, [length/1, abs/1]}).

main() ->
    io:format("~p ~p~n", [length([a, b, c]), erlang:length([a, b, c])]),
    io:format("~p ~p~n", [abs(-3), erlang:abs(-3)]).

length(_) -> mine.
abs(X) -> {abs, X}.
