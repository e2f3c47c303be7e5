-module(unbound_variable).
-export([f/1]).
f(Count) -> Cuont + 1.
