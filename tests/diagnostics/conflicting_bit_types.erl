-module(conflicting_bit_types).
-export([f/1]).
f(X) -> <<X/integer-float>>.
