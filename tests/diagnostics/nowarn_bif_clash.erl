-module(nowarn_bif_clash).
-export([f/1]).
-compile(nowarn_bif_clash).
f(X) -> X.
