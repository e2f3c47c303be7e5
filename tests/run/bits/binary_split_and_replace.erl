-module(binary_split_and_replace).
-export([main/0]).

main() ->
    B = <<"a,b,,c,">>,
    io:format("~p~n", [binary:split(B, <<",">>)]),
    io:format("~p~n", [binary:split(B, <<",">>, [global])]),
    io:format("~p~n", [binary:split(B, <<",">>, [global, trim])]),
    io:format("~p~n", [binary:split(B, <<",">>, [global, trim_all])]),
    io:format("~p~n", [binary:split(B, [<<",,">>, <<",">>], [global])]),
    io:format("~p~n", [binary:replace(B, <<",">>, <<"; ">>)]),
    io:format("~p~n", [binary:replace(B, <<",">>, <<"[]">>, [global, {insert_replaced, 1}])]),
    io:format("~p~n", [binary:replace(<<"abab">>, <<"a">>, <<>>, [global])]).
