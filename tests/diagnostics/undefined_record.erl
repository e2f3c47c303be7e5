-module(undefined_record).
-export([f/1]).
-record(point, {x, y}).
f(X) -> {#point{}, X#pont.x}.
