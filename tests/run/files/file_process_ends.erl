%% What ends the process of an open file: no characters, functions that fail, a line that cannot be read, options.
-module(file_process_ends).
-export([main/0]).

main() ->
    Name = filename:join("/tmp", "erlet_ends_" ++ os:getpid()),
    ok = file:write_file(Name, "line\n"),
    [show(Request, Name, [read, write], fun(File) -> io:request(File, Request) end)
     || Request <- [{put_chars, latin1, x}, {put_chars, latin1, [256]}, {put_chars, latin1, lists, append, [[a]]}, {put_chars, x, "a"},
                    {get_until, '', lists, append, []}, {get_until, '', erlang, length, []}, {get_chars, '', x}, {get_chars, '', -1},
                    {setopts, [x]}, {setopts, x}, {setopts, [{binary, x}]}, {requests, [{get_chars, '', x}, getopts]}, x]],
    [show({Function, Modes}, Name, Modes, fun(File) -> apply(io, Function, [File, '' | Args]) end)
     || Modes <- [[write], [write, {encoding, utf8}]], {Function, Args} <- [{get_line, []}, {get_chars, [1]}, {read, []}]],
    [show({Function, Args, Modes}, Name, Modes, fun(File) -> apply(file, Function, [File | Args]) end)
     || Modes <- [[read], [write]], {Function, Args} <- [{write, ["x"]}, {read, [1]}, {read_line, []}, {truncate, []}, {advise, [0, 0, x]}]],
    ok = file:delete(Name).

show(What, Name, Modes, Fun) ->
    {ok, File} = file:open(Name, Modes),
    Result = Fun(File),
    io:format("~0p ~0p ~0p~n", [What, Result, io:getopts(File)]),
    file:close(File).
