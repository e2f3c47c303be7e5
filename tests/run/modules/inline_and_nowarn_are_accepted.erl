-module(inline_and_nowarn_are_accepted).
-export([main/0]).
-compile(inline).
-compile({inline, [f/1]}).
-compile([{nowarn_unused_function, [unused/0]}, nowarn_shadow_vars]).
-dialyzer({nowarn_function, f/1}).

f(X) -> X + 1.
unused() -> never.

main() ->
    X = 1,
    G = fun(X) -> X * 2 end,
    io:format("~p ~p~n", [f(X), G(21)]).
