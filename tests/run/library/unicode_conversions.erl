-module(unicode_conversions).
-export([main/0]).

main() ->
    io:format("~p~n", [unicode:characters_to_list(<<"жук"/utf8>>)]),
    io:format("~w~n", [unicode:characters_to_binary("жук")]),
    io:format("~w~n", [unicode:characters_to_binary("åж", unicode, utf16)]),
    io:format("~w~n", [unicode:characters_to_binary(["a", <<"ö"/utf8>>, $€])]),
    io:format("~w~n", [unicode:characters_to_binary("ж", unicode, latin1)]),
    io:format("~w~n", [unicode:characters_to_list(<<"a", 16#D0>>)]),
    io:format("~w~n", [unicode:characters_to_list(<<"a", 255, "b">>)]),
    io:format("~w~n", [unicode:characters_to_list(<<229>>, latin1)]),
    io:format("~p ~p~n", [unicode:bom_to_encoding(<<239, 187, 191, "x">>), unicode:encoding_to_bom(utf8)]).
