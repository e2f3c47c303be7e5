%% The mode delayed_write: what is written waits for its size or another operation; the next one tells what went wrong.
-module(file_delayed_write).
-export([main/0]).

main() ->
    Name = filename:join("/tmp", "erlet_delayed_" ++ os:getpid()),
    [show({Modes, Size}, waiting(Name, [{delayed_write, Size, 60000} | Modes])) || Modes <- [[], [raw]], Size <- [0, 4, 100]],
    show(later, later(Name)),
    show(full, full([])),
    show(full_raw, full([raw])),
    show(not_writable, not_writable(Name)),
    ok = file:delete(Name).

show(What, Result) -> io:format("~0p ~0p~n", [What, Result]).

waiting(Name, Modes) ->
    {ok, File} = file:open(Name, [read, write, binary | Modes]),
    ok = file:truncate(File),
    Held = [begin ok = file:write(File, Text), file:read_file(Name) end || Text <- ["ab", "cde", "f", ""]],
    [Held, file:position(File, 1), file:read_file(Name), file:write(File, "X"), file:read(File, 2), file:read_file(Name), file:close(File)].

later(Name) ->
    {ok, File} = file:open(Name, [write, {delayed_write, 100, 10}]),
    ok = file:write(File, "in time"),
    timer:sleep(300),
    [file:read_file(Name), file:close(File)].

full(Modes) ->
    {ok, File} = file:open("/dev/full", [write, delayed_write | Modes]),
    [file:write(File, "abc"), file:position(File, 0), file:position(File, 0), file:close(File)].

not_writable(Name) ->
    {ok, File} = file:open(Name, [read, delayed_write]),
    [file:write(File, "abc"), file:read(File, 1), file:read(File, 1)].
