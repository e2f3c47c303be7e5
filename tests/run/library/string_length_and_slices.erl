-module(string_length_and_slices).
-export([main/0]).

main() ->
    io:format("~p ~p ~p~n", [string:length("abc"), string:length(<<"жук"/utf8>>), string:length("e\x{301}x")]),
    io:format("~p ~p ~p~n", [string:slice("abcdef", 2), string:slice("abcdef", 1, 3), string:slice(<<"abcdef">>, 4)]),
    io:format("~p ~tp~n", [string:reverse("abc"), string:reverse("e\x{301}x")]),
    io:format("~p ~p~n", [string:is_empty(""), string:is_empty(<<>>)]),
    io:format("~p ~p~n", [string:next_codepoint("ab"), string:next_grapheme(<<"ab">>)]),
    io:format("~w~n", [string:to_graphemes("e\x{301}x\r\n")]).
