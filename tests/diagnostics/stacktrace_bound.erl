-module(stacktrace_bound).
-export([f/1]).
f(S) ->
    try S() catch error:_:S -> S end.
