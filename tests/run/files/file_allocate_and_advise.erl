%% Room on the disk, advice about reading; wrong arguments end the process of a file.
-module(file_allocate_and_advise).
-export([main/0]).

main() ->
    Name = filename:join("/tmp", "erlet_allocate_" ++ os:getpid()),
    ok = filelib:ensure_dir(Name),
    [begin
         ok = file:write_file(Name, "abc"),
         {ok, File} = file:open(Name, Modes),
         io:format("~p ~p ~p ~p~n", [Modes, Function, Args, [catch apply(file, Function, [File | Args]), file:position(File, cur), filelib:file_size(Name)]]),
         file:close(File)
     end || Modes <- [[write], [read, write], [read], [raw, read, write], [raw, read]],
            {Function, Args} <- [{allocate, [0, 10]}, {allocate, [5, 5]}, {allocate, [0, 0]}, {allocate, [-1, 5]}, {allocate, [x, 1]},
                                 {advise, [0, 2, sequential]}, {advise, [0, 2, foo]}, {advise, [x, 2, normal]},
                                 {write, [""]}, {write, ["x"]}, {pwrite, [1, ""]}, {pwrite, [1, "x"]}, {pwrite, [0, [300]]}, {pwrite, [0, foo]},
                                 {pwrite, [-1, "x"]}, {pwrite, [[{0, foo}]]}, {pwrite, [[]]}, {pwrite, [foo]}, {position, [{bof, -1}]}]],
    {ok, Closed} = file:open(Name, [read, raw]),
    ok = file:close(Closed),
    io:format("~p~n", [[file:advise(Closed, 0, 1, normal), file:allocate(Closed, 0, 1), file:sync(Closed)]]),
    io:format("~p~n", [[file:open(Name, [directory]), file:open(filename:dirname(Name), [read])]]),
    ok = file:delete(Name).
