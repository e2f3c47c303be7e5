-module(unbound_underscore).
-export([f/1]).
f(_) -> _ + 1.
