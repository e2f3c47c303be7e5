-module(include_not_found).
-export([f/1]).
-include("missing.hrl").
f(X) -> X.
