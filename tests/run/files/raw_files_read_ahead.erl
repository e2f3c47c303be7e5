%% What a raw file reads ahead is not seen: positions, writes and sizes are those of the reader.
-module(raw_files_read_ahead).
-export([main/0]).

main() ->
    Name = filename:join("/tmp", "raw_files_" ++ os:getpid()),
    ok = file:write_file(Name, [<<"first\r\nsecond\n">>, lists:duplicate(100, $x), <<"\nlast">>]),
    lists:foreach(fun(Modes) -> read(Name, Modes) end, [[binary], [binary, read_ahead], [{read_ahead, 4}], []]),
    change(Name),
    closed(Name),
    ok = file:delete(Name).

read(Name, Modes) ->
    {ok, File} = file:open(Name, [read, raw | Modes]),
    io:format("~p: ~p~n", [Modes, [file:read_line(File) || _ <- [1, 2, 3, 4, 5]]]),
    {ok, 2} = file:position(File, 2),
    io:format("~p~n", [file:read(File, 3)]),
    io:format("~p ~p~n", [file:position(File, cur), file:position(File, {cur, 3})]),
    io:format("~p ~p~n", [file:read_line(File), file:pread(File, 0, 5)]),
    io:format("~p ~p~n", [file:position(File, cur), file:position(File, {eof, -2})]),
    io:format("~p ~p ~p~n", [file:read(File, 10), file:read(File, 10), file:read_line(File)]),
    io:format("~p ~p~n", [file:write(File, "no"), file:position(File, {bof, -1})]),
    ok = file:close(File).

%% Writing goes where the reader stands, not where the reading ahead ended.
change(Name) ->
    {ok, File} = file:open(Name, [read, write, raw, binary, read_ahead]),
    {ok, <<"first\n">>} = file:read_line(File),
    ok = file:write(File, "SEC"),
    io:format("~p ~p~n", [file:position(File, cur), file:read_line(File)]),
    {ok, _} = file:position(File, 14),
    ok = file:truncate(File),
    io:format("~p ~p~n", [file:read(File, 1), file:read_file(Name)]),
    ok = file:close(File).

closed(Name) ->
    {ok, File} = file:open(Name, [read, raw]),
    ok = file:close(File),
    io:format("~p ~p ~p~n", [file:read(File, 1), file:read_line(File), file:close(File)]),
    {ok, Other} = file:open(Name, [write, raw]),
    io:format("~p ~p~n", [file:read(Other, 1), file:read_line(Other)]),
    ok = file:close(Other).
