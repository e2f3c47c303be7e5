-module(funs).
f(M, F, A) ->
    {fun f/3, fun lists:map/2, fun M:F/A, fun() -> ok end, fun(X) when X > 1 -> X; (_) -> 0 end, fun Loop(0) -> ok; Loop(N) -> Loop(N - 1) end}.
