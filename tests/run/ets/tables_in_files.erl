%% Tables written to files and read again.
-module(tables_in_files).
-export([main/0]).

main() ->
    Folder = filename:join("/tmp", "tables_in_files_" ++ os:getpid()),
    ok = file:make_dir(Folder),
    File = filename:join(Folder, "table"),
    try shown(File, Folder) after file:del_dir_r(Folder) end.

shown(File, Folder) ->
    Table = ets:new(colours, [bag, named_table, public, {keypos, 2}]),
    ets:insert(Table, [{red, 1}, {green, 1}, {blue, 2}]),
    io:format("~p~n", [ets:tab2file(Table, File)]),
    io:format("~p~n", [ets:tabfile_info(File)]),
    io:format("~p~n", [ets:file2tab(File)]),
    ets:delete(Table),
    io:format("~p~n", [ets:file2tab(File)]),
    io:format("~p~n", [lists:sort(ets:tab2list(colours))]),
    io:format("~p~n", [[ets:info(colours, Item) || Item <- [type, protection, keypos, owner]] =:=
                           [bag, public, 2, self()]]),
    Unnamed = ets:new(numbers, [ordered_set]),
    ets:insert(Unnamed, [{N, N * N} || N <- lists:seq(1, 1000)]),
    io:format("~p~n", [ets:tab2file(Unnamed, File, [{extended_info, [object_count]}])]),
    {ok, Again} = ets:file2tab(File, [{verify, true}]),
    io:format("~p~n", [{Again =:= Unnamed, ets:tab2list(Again) =:= ets:tab2list(Unnamed)}]),
    failures(Unnamed, File, Folder).

failures(Table, File, Folder) ->
    ok = file:write_file(File, "something else"),
    {error, {read_error, {not_a_log_file, File}}} = ets:file2tab(File),
    {error, {read_error, {not_a_log_file, File}}} = ets:tabfile_info(File),
    Missing = filename:join(Folder, "missing"),
    {error, {read_error, {file_error, Missing, enoent}}} = ets:file2tab(Missing),
    Outside = filename:join(Missing, "table"),
    {error, {file_error, Outside, enoent}} = ets:tab2file(Table, Outside),
    io:format("~p~n", [ets:tab2file(no_such_table, File)]),
    io:format("~p~n", [ets:tab2file(Table, File, [{fast, true}])]).
