-module(s_accepts_chardata).
-export([main/0]).

main() ->
    io:format("~s~n", [["a", $b, <<"c">>, ["d" | <<"e">>]]]),
    io:format("~s ~s ~s~n", [atom, <<"binary">>, "string"]),
    io:format("~ts ~ts ~ts~n", [[1078, 1091], <<"жук"/utf8>>, 'жук']),
    io:format("~s~n", [<<200, 201>>]),
    io:format("|~10ts|~-5ts|~.1ts|~n", ["жук", "жук", "жук"]).
