-module(match_bound_variable_segment).
-export([main/0]).

main() ->
    X = id(16#AB),
    io:format("~p~n", [[case B of <<X, Rest/binary>> -> {yes, Rest}; <<X:4, _/bits>> -> nibble; _ -> no end || B <- [<<16#AB, 1>>, <<16#B5>>, <<1>>]]]),
    <<Y, Y>> = id(<<7, 7>>),
    io:format("~p ~p~n", [Y, caught(fun() -> <<Z, Z>> = id(<<7, 8>>), Z end)]).

caught(F) ->
    try F() of
        Value -> {ok, Value}
    catch
        Class:Reason -> {Class, Reason}
    end.

id(X) -> X.
