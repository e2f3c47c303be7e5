-module(macro_stringify_argument).
-export([main/0]).
-define(SHOW(E), io:format("~s = ~p~n", [??E, E])).

main() ->
    X = 20,
    ?SHOW(X + 1),
    ?SHOW(lists:seq(1, 3)),
    ?SHOW({"a string", 'quoted atom', $c}),
    ?SHOW(#{k => v}).
