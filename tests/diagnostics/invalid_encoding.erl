-module(invalid_encoding).
-export([f/1]).
f(_) -> "café".
