%% A module without tests.
-module(plain).
-export([f/0]).

f() -> ok.
