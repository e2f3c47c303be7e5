%% The mode compressed: packed data is read and written as if it were plain; places are reached by unpacking.
-module(file_compressed).
-export([main/0]).

main() ->
    Name = filename:join("/tmp", "erlet_compressed_" ++ os:getpid()),
    Packed = zlib:gzip("packed\nlines and more\nend"),
    [show({What, Modes}, reading(Name, Content, Modes))
     || {What, Content} <- [{packed, Packed}, {plain, "line one\nline two"}, {empty, ""}, {twice, [Packed, Packed]}, {junk, [Packed, "junk"]},
                            {cut, binary:part(Packed, 0, byte_size(Packed) - 12)}, {begun, <<31, 139>>}],
        Modes <- [[], [raw], [raw, binary, read_ahead]]],
    [show({places, Modes}, places(Name, Packed, Modes)) || Modes <- [[], [raw]]],
    [show({writing, Modes}, writing(Name, Modes)) || Modes <- [[], [raw], [raw, delayed_write], [{encoding, utf8}]]],
    [show({open, Modes}, element(1, file:open(Name, [compressed | Modes]))) || Modes <- [[read, write], [append], [write, exclusive]]],
    ok = file:write_file(Name, "abc", [compressed]),
    {ok, Written} = file:read_file(Name),
    show(written, zlib:gunzip(Written)),
    show(copied, [file:copy({Name, [compressed]}, Name ++ "2"), file:read_file(Name ++ "2")]),
    [ok = file:delete(File) || File <- [Name, Name ++ "2"]],
    ok.

show(What, Result) -> io:format("~0p ~0p~n", [What, Result]).

reading(Name, Content, Modes) ->
    ok = file:write_file(Name, Content),
    {ok, File} = file:open(Name, [read, compressed | Modes]),
    [file:read(File, 3), file:read_line(File), file:read(File, 100), file:read(File, 1), file:read_line(File), file:close(File)].

places(Name, Content, Modes) ->
    ok = file:write_file(Name, Content),
    {ok, File} = file:open(Name, [read, compressed | Modes]),
    Places = [4, {cur, -2}, cur, {cur, 3}, bof, {eof, 0}, eof, 1000, {bof, -1}, {cur, -5000}, cur],
    [{file:position(File, Place), file:read(File, 2)} || Place <- Places]
        ++ [file:pread(File, 2, 3), file:pread(File, [{0, 1}, {3, 2}, {5000, 1}]), file:allocate(File, 0, 5), file:truncate(File), file:close(File)].

writing(Name, Modes) ->
    {ok, File} = file:open(Name, [write, compressed | Modes]),
    Done = [file:write(File, "abc"), file:position(File, 5), file:write(File, "de"), file:position(File, {cur, 2}), file:position(File, 0),
            file:position(File, eof), file:write(File, "f"), file:pwrite(File, 20, "g"), file:close(File)],
    {ok, Packed} = file:read_file(Name),
    {Done, zlib:gunzip(Packed)}.
