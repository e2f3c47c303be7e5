-module(undefined_bit_type).
-export([f/1]).
f(X) -> <<X/intger>>.
