-module(import_clash).
-export([f/1]).
-import(lists, [map/2]).
-import(maps, [map/2]).
f(X) -> map(X, []).
