-module(illegal_character).
-export([f/1]).
f(X) -> X ^ 2.
