%% Where pread and pwrite read and write: numbers, and the places that position/2 knows. Names of open files.
-module(places_in_files).
-export([main/0]).

main() ->
    File = "/tmp/erlet_places_in_files_" ++ os:getpid(),
    try tests(File)
    after file:delete(File)
    end.

tests(File) ->
    {ok, Both} = file:open(File, read_write),
    io:format("~p~n", [[file:write(Both, "0123456789"), file:position(Both, 0), file:read(Both, 3)]]),
    io:format("~p~n", [file:pid2name(Both) =:= {ok, File}]),
    ok = file:close(Both),
    io:format("~p ~p~n", [file:pid2name(Both), file:pid2name(self())]),
    [places(File, Modes) || Modes <- [[read, write], [read, write, binary], [read, write, raw]]],
    [io:format("~p: ~p~n", [Mode, opened(File, Mode)]) || Mode <- [read, append, exclusive, raw, binary, sideways, {binary, read}, {character, read_write}, {binary, append}, 5]],
    ok = file:write_file(File, ["packed ", "text"], [compressed]),
    {ok, Bytes} = file:read_file(File),
    io:format("~p~n", [zlib:gunzip(Bytes)]).

opened(File, Mode) ->
    case file:open(File, Mode) of
        {ok, Open} -> file:close(Open);
        Error -> Error
    end.

places(File, Modes) ->
    ok = file:write_file(File, "0123456789"),
    {ok, Open} = file:open(File, Modes),
    io:format("~p:~n", [Modes]),
    [io:format("  write ~p: ~p~n", [Place, file:pwrite(Open, Place, Data)])
     || {Place, Data} <- [{eof, "a"}, {{eof, -1}, "b"}, {bof, "c"}, {{bof, 2}, "d"}, {5, "e"}, {{bof, -1}, "f"}, {nowhere, "g"}]],
    io:format("  from ~p: ~p~n", [file:position(Open, 6), [file:pwrite(Open, Place, "h") || Place <- [cur, {cur, 1}]]]),
    [io:format("  read ~p: ~p~n", [Place, file:pread(Open, Place, 3)])
     || Place <- [bof, {bof, 2}, eof, {eof, -2}, 4, {eof, -100}, nowhere, {cur}]],
    io:format("  from ~p: ~p~n", [file:position(Open, 3), file:pread(Open, cur, 2)]),
    io:format("  several: ~p ~p~n", [file:pwrite(Open, [{eof, "x"}, {{bof, 1}, "y"}]), file:pread(Open, [{bof, 2}, {{eof, -1}, 4}, {eof, 1}])]),
    ok = file:close(Open),
    io:format("  closed: ~p ~p~n", [file:pread(Open, 0, 1), file:pwrite(Open, 0, "x")]).
