%% io_lib:fread: a word of ~s and ~a without t ends before a character beyond Latin-1.
-module(fread_beyond_latin1).
-export([main/0]).

main() ->
    [io:format("~0p ~p ~0p~n", [Text, Format, io_lib:fread(Format, Text)])
     || Text <- [[$a, 8364, $b], [8364], [8364, $b, $\s, $c], [$a, $\s, 8364], "ab cd"],
        Format <- ["~s", "~ts", "~5s", "~a", "~ta", "~s~s", "~s~ts", "~s ~s", "~*s~ts", "~2s"]].
