%% Places of pread, pwrite and position: also from the end and from here; reading at one goes there; wrong ones of open and
%% closed files; the file's process ends of wrong data and not of wrong places.
-module(file_places).
-export([main/0]).

main() ->
    Name = filename:join("/tmp", "erlet_places_" ++ os:getpid()),
    [show({read, Place}, on(Name, fun(File) -> file:pread(File, Place, 2) end)) || Place <- places()],
    [show({write, Place, Data}, on(Name, fun(File) -> file:pwrite(File, Place, Data) end)) || Place <- places(), Data <- ["xy", "", x, [256]]],
    [show({reads, List}, on(Name, fun(File) -> file:pread(File, List) end))
     || List <- [[], [x], x, [{0, 1}, {-1, 1}], [{0, x}], [{x, 1}], [{eof, 1}, {bof, 2}], [{0, 0}, {100, 1}], [{0, 1} | x]]],
    [show({writes, List}, on(Name, fun(File) -> file:pwrite(File, List) end))
     || List <- [[], [x], x, [{0, "a"}, x], [{x, "a"}], [{0, x}], [{0, "a"}, {-1, "b"}], [{eof, "z"}, {1, "y"}]]],
    [show({Kind, Function, Args}, closed(Name, Modes, Function, Args))
     || {Kind, Modes} <- [{plain, []}, {raw, [raw]}],
        {Function, Args} <- [{position, [x]}, {position, [1 bsl 70]}, {position, [0]}, {pread, [0, x]}, {pread, [x, 1]}, {pread, [-1, 1]},
                             {advise, [x, 0, normal]}, {allocate, [x, 0]}]],
    show(names, names(Name)),
    ok = file:delete(Name).

show(What, Result) -> io:format("~0p ~0p~n", [What, Result]).

places() -> [0, 3, 100, bof, eof, cur, {eof, -2}, {cur, 1}, {cur, -9}, -1, x, {x, 1}, 1 bsl 64].

on(Name, Fun) ->
    ok = file:write_file(Name, "line one\nline two"),
    {ok, File} = file:open(Name, [read, write]),
    {ok, 2} = file:position(File, 2),
    Result = [Fun(File), file:position(File, cur), file:close(File)],
    {ok, Text} = file:read_file(Name),
    {Result, Text}.

closed(Name, Modes, Function, Args) ->
    {ok, File} = file:open(Name, [read, write | Modes]),
    ok = file:close(File),
    apply(file, Function, [File | Args]).

names(Name) ->
    {ok, File} = file:open([Name, ""], read_write),
    Known = file:pid2name(File) =:= {ok, Name},
    ok = file:close(File),
    [Known, file:pid2name(File), file:pid2name(self()), file:rename("/", "somewhere")].
