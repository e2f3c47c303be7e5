-module(record_fields).
-export([f/1, g/1]).
-record(r, {a = 1, b, c}).
f(#r{a = A} = R) -> R#r{b = A}.
g(X) -> X#r.c.
