-module(comprehensions_are_local_functions).
-export([f/2, g/1]).
f(L, N) -> [{X, Y} || X <- L, X > N, Y <- X, g(Y)].
g(B) -> << <<X:4>> || <<X>> <= B >>.
