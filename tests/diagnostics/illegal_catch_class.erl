-module(illegal_catch_class).
-export([f/1]).
f(X) -> try X() catch {a}:b -> ok end.
