-module(comprehensions).
f(L, B, M) ->
    {[X || X <- L, X > 1], [{X, Y} || X <- L, Y <- L], << <<X>> || <<X:4>> <= B >>, [X || <<X>> <= B], #{K => V || K := V <- M}, [X || X <:- L], [{X, Y} || X <- L && Y <- L], [X, Y || {X, Y} <- L], [K || K := _ <- M]}.
