-module(undefined_callback).
-behaviour(greeter).
-export([bye/0]).
bye() -> ok.
hello(X) -> X.
