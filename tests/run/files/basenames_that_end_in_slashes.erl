%% What filename:basename/2 leaves of a name that ends in slashes: a string's last part, or as many bytes from a binary's end.
-module(basenames_that_end_in_slashes).
-export([main/0]).

main() ->
    Names = ["/a/", "a//", "b/a", "/a.erl/", "aa/", "b/aa/", "/", "//", ""],
    [io:format("~0p ~0p: ~0p~n", [Name, Ext, filename:basename(Name, Ext)])
     || Text <- Names, Name <- [Text, list_to_binary(Text)], Ext <- ["", <<>>, "a", <<"a">>, <<"/">>, ".erl", <<"erl/">>]].
