%% Funs with code of a module, with and without free variables, as bytes and back.
-module(local_funs_as_bytes).
-export([main/0]).

main() ->
    Plus = fun(X) -> fun(Y) -> X + Y end end,
    Three = again(Plus(3)),
    io:format("~p ~p~n", [Three(4), Three =:= again(Three)]),
    Identity = again(fun(X) -> X end),
    io:format("~p~n", [Identity([1, 2.5, <<"b">>, {Identity(a)}])]),
    [Pair] = again([fun(A, B) -> {A, B, Three(1)} end]),
    io:format("~p ~p~n", [Pair(1, 2), erlang:fun_info(Pair, arity)]),
    Factorial = again(fun F(0) -> 1; F(N) -> N * F(N - 1) end),
    io:format("~p~n", [Factorial(20)]).

again(Term) -> binary_to_term(term_to_binary(Term)).
