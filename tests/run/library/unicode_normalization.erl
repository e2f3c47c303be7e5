-module(unicode_normalization).
-export([main/0]).

main() ->
    io:format("~w ~w~n", [unicode:characters_to_nfd_list("é"), unicode:characters_to_nfc_list("e\x{301}")]),
    io:format("~w ~w~n", [unicode:characters_to_nfkc_list("ﬁ"), unicode:characters_to_nfkd_list("①")]),
    io:format("~w~n", [unicode:characters_to_nfd_binary("Å")]),
    io:format("~w~n", [unicode:characters_to_nfc_binary(<<"한"/utf8>>)]).
