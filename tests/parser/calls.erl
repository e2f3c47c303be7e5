-module(calls).
f(M, F) ->
    f(1, 2), m:f(1), M:F(1), F(), (fun() -> 1 end)(), (m:f())(1), erlang:'+'(1, 2), {M:F(), m:F(1)}.
