-module(include_depth).
-export([f/1]).
-include("itself.hrl").
f(X) -> X.
