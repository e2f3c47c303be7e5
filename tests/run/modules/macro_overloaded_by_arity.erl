-module(macro_overloaded_by_arity).
-export([main/0]).
-define(M, zero).
-define(M(), {none}).
-define(M(A), {one, A}).
-define(M(A, B), {two, A, B}).

main() ->
    io:format("~p ~p ~p ~p~n", [?M, ?M(), ?M(x), ?M(x, y)]).
