-module(curly_quotes).
-export([f/1]).
f(_) -> “abc”.
