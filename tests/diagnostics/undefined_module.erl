-module(undefined_module).
-export([f/2, g/1, h/1, i/1]).
f(F, L) -> list:map(F, L).
%% No module with nearly this name has such a function; `lost` is to be found.
g(X) -> list:turned(X).
h(X) -> lost:reverse(X).
i(X) -> fun lsits:reverse/1 =:= X.
