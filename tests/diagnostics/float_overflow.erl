-module(float_overflow).
-export([f/1]).
f(_) -> 1.0e999.
