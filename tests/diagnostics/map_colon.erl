-module(map_colon).
-export([f/1]).
f(X) -> #{a: X}.
