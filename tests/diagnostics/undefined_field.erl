-module(undefined_field).
-export([f/1]).
-record(point, {left, top}).
f(P) -> P#point.lefft.
