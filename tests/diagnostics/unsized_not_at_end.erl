-module(unsized_not_at_end).
-export([f/1]).
f(<<X/binary, Y>>) -> {X, Y}.
