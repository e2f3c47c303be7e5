-module(integer_to_list_bases).
-export([main/0]).

main() ->
    N = id(255),
    io:format("~p~n", [[integer_to_list(N, B) || B <- [2, 3, 8, 10, 16, 36]]]),
    io:format("~p~n", [[integer_to_list(-N, B) || B <- [2, 16, 36]]]),
    io:format("~p~n", [integer_to_list(1 bsl 100, 36)]),
    io:format("~p ~p~n", [integer_to_binary(N), integer_to_binary(N, 16)]),
    io:format("~p~n", [[list_to_integer(S, 16) || S <- ["ff", "FF", "-1A", "+7"]]]),
    io:format("~p~n", [caught(fun() -> integer_to_list(1, id(37)) end)]).

caught(F) ->
    try F() of
        Value -> {ok, Value}
    catch
        Class:Reason -> {Class, Reason}
    end.

id(X) -> X.
