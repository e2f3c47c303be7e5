-module(variable_in_record).
-export([f/1]).
-record(r, {a = X = 1}).
f(X) -> #r{a = X}.
