%% The first code point or grapheme cluster of text, in normal forms and cases.
-module(unicode_util_first_characters).
-export([main/0]).

main() ->
    [io:format("~w of ~w: ~w~n", [Function, Text, unicode_util:Function(Text)])
     || Function <- [cp, gc, nfd, nfc, nfkd, lowercase, uppercase, titlecase, casefold], Text <- texts()],
    [io:format("~w of an invalid byte: ~w~n", [Function, unicode_util:Function(<<200, 1>>)])
     || Function <- [cp, gc, nfd, nfc]],
    io:format("~p~n", [try unicode_util:lowercase(<<200, 1>>) catch error:{badarg, Rest} -> Rest end]),
    io:format("~w~n", [unicode_util:whitespace()]),
    io:format("~w~n", [[unicode_util:is_whitespace(C) || C <- [$\s, $a, "\r\n", 133, 160, 8232]]]).

texts() ->
    ["", "abc", <<"Abc">>, <<>>, [233, $b], [$e, 769, $b], <<"é"/utf8, "x">>, [64257, $x], [223, $a], <<"ß"/utf8>>, "\r\na", [304, $a],
     [44032, 4520, $a], [16#1F468, 16#200D, 16#1F469, $a]].
