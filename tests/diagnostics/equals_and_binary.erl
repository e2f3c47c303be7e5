-module(equals_and_binary).
-export([f/1]).
f(_) -> X =<<1>>, X.
