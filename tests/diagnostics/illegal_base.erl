-module(illegal_base).
-export([f/1]).
f(_) -> 37#10.
