%% A file that ends within a character, and text written whole in an encoding.
-module(file_ends_within_a_character).
-export([main/0]).
-include("own_folder.hrl").

main() -> in_own_folder(fun look/0).

look() ->
    Name = "file_ends_within.text",
    [read(Name, Encoding, Bytes) || {Encoding, Bytes} <- [{utf16, <<0, 97, 0, 98, 7>>}, {utf16, <<1, 97, 0, 98, 7>>}, {utf16, <<97>>},
                                                          {utf8, <<97, 98, 226>>}, {utf8, <<97, 255, 98>>}]],
    [io:format("~p ~w~n", [file:write_file(Name, <<"a", 252>>, [{encoding, Encoding}]), file:read_file(Name)])
     || Encoding <- [latin1, utf8, utf16, {utf32, little}]].

read(Name, Encoding, Bytes) ->
    ok = file:write_file(Name, Bytes),
    [begin
         {ok, File} = file:open(Name, [read, binary, {encoding, Encoding}]),
         io:format("~w ~w: ~w~n", [Encoding, Bytes, [Read(File) || Read <- Reads]]),
         file:close(File)
     end || Reads <- [[reads(1)], [reads(10)], [reads(1), reads(10)], [reads(2), reads(10)],
                      [fun(F) -> io:get_chars(F, '', 10) end], [fun(F) -> io:get_line(F, '') end]]].

reads(Count) -> fun(File) -> file:read(File, Count) end.
