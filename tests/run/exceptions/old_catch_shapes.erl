-module(old_catch_shapes).
-export([main/0]).

main() ->
    io:format("~p~n", [catch id(1) + 1]),
    io:format("~p~n", [catch throw(thrown)]),
    io:format("~p~n", [catch exit(gone)]),
    {'EXIT', {R, S}} = (catch error(oops)),
    io:format("~p ~p~n", [R, frames(S)]),
    {'EXIT', {badarith, [{?MODULE, main, 0, _} | _]}} = (catch 1 / id(0)),
    io:format("~p~n", [catch exit({a, b})]).

frames(Stack) ->
    [{F, A, proplists:get_value(line, L)} || {?MODULE, F, A, L} <- Stack].

id(X) -> X.
