-module(redefined_record).
-export([f/1]).
-record(r, {a}).
-record(r, {b}).
f(X) -> X#r.a.
