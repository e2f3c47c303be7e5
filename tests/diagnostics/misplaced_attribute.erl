-module(misplaced_attribute).
-export([f/1]).
f(X) -> X.
-export([g/0]).
g() -> ok.
