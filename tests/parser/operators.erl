-module(operators).
f(A, B) ->
    A + B * 2 - 1 ++ [1] -- [2] == 3,
    A = B = catch f(A) + 1,
    1 + catch A,
    not A andalso B orelse A =:= B,
    A ! B ! 1,
    - -1, -(-1), bnot 1 band 2,
    (A + B) * 2,
    A -- (B -- A) -- B,
    (A -- B) -- A,
    (A = B) + 1.
