-module(underscore_twice).
-export([f/1]).
f({_Same, _Same}) -> ok.
