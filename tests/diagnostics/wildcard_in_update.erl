-module(wildcard_in_update).
-export([f/1]).
-record(r, {a}).
f(X) -> X#r{_ = 1}.
