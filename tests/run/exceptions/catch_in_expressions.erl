-module(catch_in_expressions).
-export([main/0]).

main() ->
    X = (catch 10 div id(2)) + 1,
    L = [catch id(N) div (N - 2) || N <- [1, 3]],
    {'EXIT', {badarith, _}} = (catch id(1) div 0 + 1),
    io:format("~p ~p~n", [X, L]),
    catch throw(ignored),
    io:format("~p~n", [catch (catch throw(a))]).

id(X) -> X.
