-module(binary_parts_and_bytes).
-export([main/0]).

main() ->
    B = <<"hello world">>,
    io:format("~p ~p ~p~n", [binary:part(B, 6, 5), binary:part(B, {11, -5}), binary_part(B, 0, 0)]),
    io:format("~p ~p ~p~n", [binary:at(B, 4), binary:first(B), binary:last(B)]),
    io:format("~p ~p~n", [binary:bin_to_list(B, 0, 3), binary:bin_to_list(<<1, 2>>)]),
    io:format("~p ~p~n", [binary:list_to_bin([1, [2, <<3>>]]), binary:copy(<<"ab">>, 3)]),
    io:format("~p ~p~n", [binary:longest_common_prefix([<<"erlang">>, <<"erlet">>]), binary:longest_common_suffix([<<"fang">>, <<"rang">>])]),
    io:format("~p~n", [caught(fun() -> binary:part(B, id(8), 10) end)]).

caught(F) ->
    try F() of
        Value -> {ok, Value}
    catch
        Class:Reason -> {Class, Reason}
    end.

id(X) -> X.
