-module(underscore_variables).
-export([main/0]).

f(_, _) -> ok.
g(_Ignored, X) -> X.

main() ->
    {_, _, Z} = {1, 2, 3},
    _ = id(unused),
    io:format("~p ~p ~p~n", [f(1, 2), g(1, 2), Z]).

id(X) -> X.
