-module(invalid_record).
-export([f/1]).
-record(r, {a}).
f(_) -> abc#r.a.
