-module(illegal_pattern_map).
-export([f/1]).
f(#{a => X}) -> X.
