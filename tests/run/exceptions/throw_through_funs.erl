-module(throw_through_funs).
-export([main/0]).

find(P, L) ->
    try lists:foreach(fun(X) -> P(X) andalso throw({found, X}) end, L) of
        ok -> none
    catch
        throw:{found, X} -> X
    end.

main() ->
    io:format("~p ~p~n", [find(fun(X) -> X > 3 end, [1, 5, 9]), find(fun(X) -> X > 9 end, [1, 2])]).
