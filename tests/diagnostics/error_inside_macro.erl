-module(error_inside_macro).
-export([f/1]).
-define(BAD(X), X + Y).
f(X) -> ?BAD(X).
