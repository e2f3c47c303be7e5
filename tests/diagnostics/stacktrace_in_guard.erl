-module(stacktrace_in_guard).
-export([f/1]).
f(X) ->
    try X() catch error:_:S when S =/= [] -> S end.
