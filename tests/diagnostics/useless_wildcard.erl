-module(useless_wildcard).
-export([f/1]).
-record(r, {a}).
f(#r{a = 1, _ = 2}) -> ok.
