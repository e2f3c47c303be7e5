-module(maybe_short_circuits).
-feature(maybe_expr, enable).
-export([main/0]).

f(A, B) ->
    maybe
        {ok, X} ?= A,
        true ?= X > 0,
        {ok, Y} ?= B,
        {sum, X + Y}
    end.

main() ->
    io:format("~p~n", [[f({ok, 1}, {ok, 2}), f(error, {ok, 2}), f({ok, 0}, x), f({ok, 1}, {error, why})]]).
