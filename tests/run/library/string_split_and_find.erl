-module(string_split_and_find).
-export([main/0]).

main() ->
    io:format("~p ~p ~p~n", [string:split("a,b,c", ","), string:split("a,b,c", ",", trailing), string:split("a,b,c", ",", all)]),
    io:format("~p ~p~n", [string:split(<<"k=v">>, "="), string:split("none", ",")]),
    io:format("~p ~p~n", [string:lexemes("a  b,c", " ,"), string:lexemes(<<"x-y">>, "-")]),
    io:format("~p ~p ~p~n", [string:find("hello world", "o"), string:find("hello world", "o", trailing), string:find("x", "y")]),
    io:format("~p ~p~n", [string:prefix("prefixed", "pre"), string:prefix("x", "y")]),
    io:format("~p ~p~n", [string:nth_lexeme("a b c", 2, " "), string:replace("aXbXc", "X", "--", all)]),
    io:format("~p ~p~n", [string:take("aabbcc", "ab"), string:take("aabbcc", "c", true)]),
    io:format("~p~n", [string:take("aabbcc", "c", false, trailing)]).
