-module(deprecated_function).
-export([f/1]).
f(_) -> erlang:now().
