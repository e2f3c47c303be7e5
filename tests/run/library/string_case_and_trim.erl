-module(string_case_and_trim).
-export([main/0]).

main() ->
    io:format("~p ~p ~p~n", [string:uppercase("abc é"), string:lowercase("ABC"), string:titlecase("word one")]),
    io:format("~tp ~tp~n", [string:uppercase("straße"), string:lowercase(<<"ÅÄÖ"/utf8>>)]),
    io:format("~tp ~p~n", [string:casefold("ÅSTRASSE ß"), string:equal("AbC", "aBc", true)]),
    io:format("~p ~p ~p~n", [string:trim("  a b \n"), string:trim("xxaxx", both, "x"), string:trim("--a--", leading, "-")]),
    io:format("~p ~p~n", [string:trim(<<"  bin ">>), string:trim("a\r\n", trailing)]),
    io:format("~p ~p~n", [string:to_upper("abc"), string:to_lower($A)]).
