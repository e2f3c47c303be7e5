-module(field_is_variable).
-export([f/1]).
-record(r, {a}).
f(X) -> #r{Field = X}.
