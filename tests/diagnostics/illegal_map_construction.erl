-module(illegal_map_construction).
-export([f/1]).
f(X) -> #{a := X}.
