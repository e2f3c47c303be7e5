-module(typed_string).
-export([f/1]).
f(<<"abc":16>>) -> ok.
