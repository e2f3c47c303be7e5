-module(map_keys_share_one_test).
-export([f/1]).
f(#{k := 1, v := V}) -> V;
f(#{k := 2}) -> two;
f(#{}) -> map.
