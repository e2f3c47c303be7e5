-module(gc_and_yield_return).
-export([main/0]).

main() ->
    io:format("~p ~p ~p~n", [garbage_collect(), erlang:yield(), erlang:garbage_collect(self())]),
    io:format("~p~n", [erlang:bump_reductions(10)]).
