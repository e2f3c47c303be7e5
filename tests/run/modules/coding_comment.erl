%% coding: utf-8
-module(coding_comment).
-export([main/0]).

main() ->
    io:format("~ts ~p~n", ["åäö", "åäö"]),
    io:format("~w~n", [[$å, $ж, $€]]).
