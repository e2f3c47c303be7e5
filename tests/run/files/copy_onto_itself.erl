%% file:copy/2,3 of a file to its own end: what is appended is not copied again.
-module(copy_onto_itself).
-export([main/0]).

main() ->
    Name = filename:join("/tmp", "erlet_copy_" ++ os:getpid()),
    ok = file:write_file(Name, "abc"),
    io:format("~p~n", [file:copy(Name, {Name, [append]})]),
    io:format("~p~n", [file:copy(Name, {Name, [append]}, 4)]),
    io:format("~p~n", [file:copy({Name, [raw]}, {Name, [append]}, 100)]),
    io:format("~p~n", [file:read_file(Name)]),
    io:format("~p ~p~n", [file:copy("/dev/null", Name), file:copy("/dev/zero", Name, 5)]),
    {ok, Size} = file:copy("/proc/self/stat", Name),
    io:format("~p~n", [Size > 0]),
    ok = file:delete(Name).
