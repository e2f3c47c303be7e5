%% Numbers that no file has, drives, times that are none, and names that a copy cannot have.
-module(file_wrong_arguments).
-export([main/0]).

main() ->
    Folder = filename:join("/tmp", "erlet_wrong_arguments_" ++ os:getpid()),
    ok = file:make_dir(Folder),
    Name = filename:join(Folder, "f"),
    ok = file:write_file(Name, "abc"),
    [numbers(Name, Modes) || Modes <- [[], [raw]]],
    io:format("~p~n", [[file:get_cwd(Drive) || Drive <- ["a:", "Z:", "1:", "a", "", a, 'a:', <<"a:">>, 1, [[]]]]]),
    Date = {2020, 1, 1},
    io:format("~p~n", [[file:change_time(Name, Time)
                        || Time <- [{Date, {0, 0, 0}}, {{2020, 2, 30}, {0, 0, 0}}, {Date, {24, 0, 0}}, {Date, {0, 60, 0}}]]]),
    io:format("~p~n", [[file:copy(From, To) || From <- [Name, "/no", 1, {Name, a}], To <- [1, {b}, {Name ++ "2", [append]}, "/no/no"]]]),
    io:format("~p~n", [[filelib:ensure_path(filename:join(Folder, Path)) || Path <- ["f/", "f", "f/a", "d//e/", "d"]]]),
    ok = file:del_dir_r(Folder).

numbers(Name, Modes) ->
    {ok, File} = file:open(Name, [read, write | Modes]),
    [io:format("~p ~p~n", [Where, file:position(File, Where)])
     || Where <- [1 bsl 70, -(1 bsl 70), 1 bsl 63, (1 bsl 63) - 1, {cur, 1 bsl 70}, {eof, (1 bsl 63) - 1}, {bof, 1}]],
    io:format("~p ~p ~p ~p~n", [file:pread(File, 1 bsl 70, 1), file:pread(File, 1 bsl 63, 1), file:pwrite(File, 1 bsl 70, "x"),
                                file:read(File, 1 bsl 70)]),
    io:format("~p~n", [file:close(File)]).
