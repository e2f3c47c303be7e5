%% Files in memory: wrong arguments, and what a closed one answers.
-module(file_in_memory_wrong).
-export([main/0]).

main() ->
    [show(Modes, operations(Modes)) || Modes <- [[ram], [ram, write], [ram, read, write], [ram, binary, binary]]],
    show(raw, catch_error(fun() -> file:open("abc", [ram, raw]) end)).

show(What, Result) -> io:format("~0p ~0p~n", [What, Result]).

operations(Modes) ->
    {ok, File} = file:open("abcdef", Modes),
    [catch_error(Fun) || Fun <- [fun() -> file:pread(File, [{0, 2}, {3, x}]) end, fun() -> file:pread(File, [{0, 2}, {-1, 2}]) end,
                                 fun() -> file:pread(File, 1 bsl 64, 0) end, fun() -> file:pwrite(File, 0, [256]) end,
                                 fun() -> file:pwrite(File, [{0, "x"}, {-1, "b"}]) end, fun() -> file:pwrite(File, [{0, "y"}, {0, [256]}]) end,
                                 fun() -> file:position(File, 1 bsl 70) end, fun() -> file:position(File, {x, 1}) end,
                                 fun() -> file:advise(File, 0, 0, x) end, fun() -> file:advise(File, x, 0, normal) end,
                                 fun() -> file:allocate(File, x, 0) end, fun() -> file:pread(File, 0, 9) end, fun() -> file:close(File) end,
                                 fun() -> file:close(File) end, fun() -> file:position(File, x) end, fun() -> file:read(File, 1) end]].

catch_error(Fun) ->
    try Fun()
    catch error:Reason -> {raised, Reason}
    end.
