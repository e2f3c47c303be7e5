%% Files opened with an encoding: characters go in and out in it, and bytes, which are characters of latin1, as well.
-module(file_encodings).
-export([main/0]).

main() ->
    Name = filename:join("/tmp", "erlet_encodings_" ++ os:getpid()),
    ok = filelib:ensure_dir(Name),
    [begin
         io:format("~p~n", [Encoding]),
         {ok, File} = file:open(Name, [write, {encoding, Encoding}]),
         io:format("  ~p~n", [io:getopts(File)]),
         io:format("  ~p~n", [[io:put_chars(File, "aä\n"), io:put_chars(File, [16#1f600]), file:write(File, <<"z", 228, "\r\n">>), file:close(File)]]),
         io:format("  ~p~n", [file:read_file(Name)]),
         [io:format("  ~p~n", [read(Name, [read, {encoding, Encoding} | Modes], Reads)])
          || Modes <- [[], [binary]],
             Reads <- [[line, line, line], [{chars, 3}, {chars, 100}, {chars, 1}], [{read, 2}, {read, 2}, {read, 1}]]],
         ok = file:write_file(Name, unicode:characters_to_binary("oö\r\nß\n", unicode, Encoding)),
         io:format("  ~p~n", [read(Name, [read, {encoding, Encoding}], [read_line, {read, 1}, read_line, read_line, {read, 1}])])
     end || Encoding <- [utf8, utf16, {utf16, little}, utf32, {utf32, little}]],
    ok = file:write_file(Name, <<"ab\n", 255, 255, "c">>),
    [io:format("~p ~p~n", [Encoding, read(Name, [{encoding, Encoding}], Reads)])
     || Encoding <- [utf8, utf32, latin1], Reads <- [[line, line, line], [{chars, 10}, {chars, 1}], [read_line, {read, 1}, line]]],
    io:format("~p~n", [[file:open(Name, [{encoding, bad}]), file:open(Name ++ "x", [{encoding, utf16}]), file:open(Name ++ "x", [raw, {encoding, bad}])]]),
    io:format("~p~n", [[file:write_file(Name, "x", [{encoding, Encoding}]) || Encoding <- [utf16, bad]]]),
    ok = file:delete(Name).

read(Name, Modes, Reads) ->
    {ok, File} = file:open(Name, Modes),
    Found = [one(File, Read) || Read <- Reads],
    ok = file:close(File),
    Found.

one(File, line) -> io:get_line(File, "");
one(File, {chars, Count}) -> io:get_chars(File, "", Count);
one(File, {read, Count}) -> file:read(File, Count);
one(File, read_line) -> file:read_line(File).
