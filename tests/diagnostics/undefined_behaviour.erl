-module(undefined_behaviour).
-behaviour(gen_sever).
-export([f/0]).
f() -> ok.
