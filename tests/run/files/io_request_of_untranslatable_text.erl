%% What cannot be written in the encoding of a file ends the file's process; other requests are refused.
-module(io_request_of_untranslatable_text).
-export([main/0]).
-include("own_folder.hrl").

main() -> in_own_folder(fun look/0).

look() ->
    [io:format("~w ~w ~w: ~w~n", [To, From, Text, asked(To, {put_chars, From, Text})])
     || To <- [unicode, latin1, utf16], From <- [unicode, latin1],
        Text <- [[<<195>>, "x"], <<195>>, <<255, 97>>, [956], [1114112], [55296], ["a", <<255>>]]],
    io:format("~w~n", [[asked(latin1, Request) || Request <- [{setopts, x}, {setopts, [x]}, {put_chars, latin1, [a]}]]]).

asked(Encoding, Request) ->
    {ok, File} = file:open("text", [write, {encoding, Encoding}]),
    Answer = io:request(File, Request),
    _ = file:close(File),
    Answer.
