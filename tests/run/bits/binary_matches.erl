-module(binary_matches).
-export([main/0]).

main() ->
    B = <<"one, two, three, two">>,
    io:format("~p ~p~n", [binary:match(B, <<"two">>), binary:match(B, <<"four">>)]),
    io:format("~p~n", [binary:match(B, [<<"three">>, <<"two">>])]),
    io:format("~p~n", [binary:matches(B, <<"two">>)]),
    io:format("~p~n", [binary:matches(B, [<<"t">>, <<"th">>])]),
    io:format("~p~n", [binary:match(B, <<"two">>, [{scope, {8, 12}}])]),
    CP = binary:compile_pattern([<<",">>, <<" ">>]),
    io:format("~p~n", [binary:matches(B, CP)]),
    io:format("~p~n", [caught(fun() -> binary:match(B, id(<<>>)) end)]).

caught(F) ->
    try F() of
        Value -> {ok, Value}
    catch
        Class:Reason -> {Class, Reason}
    end.

id(X) -> X.
