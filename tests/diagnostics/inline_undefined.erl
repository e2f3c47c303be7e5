-module(inline_undefined).
-export([f/1]).
-compile({inline, [g/1]}).
f(X) -> X.
