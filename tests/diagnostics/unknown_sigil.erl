-module(unknown_sigil).
-export([f/1]).
f(_) -> ~r"x".
