-module(macro_constants).
-export([main/0]).
-define(LIMIT, 10).
-define(NAME, "erlet").
-define(PAIR, {a, ?LIMIT}).
-define(EMPTY, ).

main() ->
    io:format("~p ~s ~p~n", [?LIMIT, ?NAME, ?PAIR]),
    io:format("~p~n", [?LIMIT ?EMPTY + 1]).
