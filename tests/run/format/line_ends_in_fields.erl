%% "\r\n" is one grapheme and two characters: what counts in a field depends on the modifier and on what else is in the text.
-module(line_ends_in_fields).
-export([main/0]).

main() ->
    Texts = [<<"\r\n\342\202\254a b">>, "\r\nabc", "\r\nabcd", ["\r", "\nabcd"], ["\r\n", "abcd"], [<<"\r\n">>, "abcd"], "\r\n", ""],
    [io:format("~s ~0p~n", [[$~ | Format], [lists:flatten(io_lib:format([$~ | Format], [Text])) || Text <- Texts]])
     || Format <- ["10.5s", "10.5ls", "10.5ts", ".5ls", "5s", "-7s", "4.4s", "-7ts", "6.2ts", "6.1s", ".3ts"]],
    Wide = [[$\r, $\n, 8364, $e, 769, $x], ["\r", [$\n, 8364], $x], [8364, <<"\r\nab">>]],
    [io:format("~s ~0p~n", [[$~ | Format], [lists:flatten(io_lib:format([$~ | Format], [Text])) || Text <- Wide]])
     || Format <- ["10.5ts", "-7ts", "6.2ts", ".3ts"]],
    [io:format("~w ~0p~n", [Limit, [lists:flatten(io_lib:format(Format, [Text], [{chars_limit, Limit}])) || Text <- Texts ++ Wide]])
     || Limit <- [4, 5, 6], Format <- ["~ts", "~5ts"]],
    [io:format("~w ~0p~n", [Limit, [lists:flatten(io_lib:format(Format, [Text], [{chars_limit, Limit}])) || Text <- Texts]])
     || Limit <- [4, 5, 6], Format <- ["~s", "~5s"]].
