-module(binary_to_term_errors).
-export([main/0]).

main() ->
    io:format("~p~n", [caught(fun() -> binary_to_term(id(<<>>)) end)]),
    io:format("~p~n", [caught(fun() -> binary_to_term(id(<<131>>)) end)]),
    io:format("~p~n", [caught(fun() -> binary_to_term(id(<<131, 97>>)) end)]),
    io:format("~p~n", [caught(fun() -> binary_to_term(id(<<130, 97, 1>>)) end)]),
    io:format("~p~n", [caught(fun() -> binary_to_term(id(<<131, 100, 0, 12, "no_such_atom">>), [safe]) end)]),
    io:format("~p~n", [binary_to_term(<<131, 97, 7, "trailing">>, [used])]),
    io:format("~p~n", [[binary_to_term(B) || B <- [<<131, 98, 255, 255, 255, 255>>, <<131, 110, 1, 1, 5>>, <<131, 107, 0, 2, "hi">>, <<131, 100, 0, 1, "x">>]]]).

caught(F) ->
    try F() of
        Value -> {ok, Value}
    catch
        Class:Reason -> {Class, Reason}
    end.

id(X) -> X.
