-module(redefined_field).
-export([f/1]).
-record(r, {a, a}).
f(X) -> X#r.a.
