-module(match_utf).
-export([main/0]).

main() ->
    <<A/utf8, B/utf8, Rest/binary>> = id(<<"жa€"/utf8>>),
    io:format("~p ~p ~w~n", [A, B, Rest]),
    <<C/utf16, D/utf16-little>> = id(<<128512/utf16, 128512/utf16-little>>),
    io:format("~p ~p~n", [C, D]),
    <<E/utf32>> = id(<<0, 0, 4, 54>>),
    io:format("~p~n", [E]),
    [io:format("~p~n", [case X of <<U/utf8, _/binary>> -> U; _ -> bad end]) || X <- [<<255>>, <<16#C0, 16#80>>, <<16#ED, 16#A0, 16#80>>, <<16#D0>>, <<>>, <<"x">>]].

id(X) -> X.
