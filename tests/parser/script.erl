#!/usr/bin/env erlet
X = 1.
f(Y) -> Y + 1.
io:format("~p~n", [f(X)]), ok.
