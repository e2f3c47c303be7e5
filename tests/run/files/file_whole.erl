%% Whole files, directories and names, with their errors.
-module(file_whole).
-export([main/0]).

main() ->
    Dir = filename:join("/tmp", "erlet_file_whole_" ++ os:getpid()),
    ok = file:make_dir(Dir),
    At = fun(Name) -> filename:join(Dir, Name) end,
    show(file:write_file(At("a.txt"), ["hello\n", <<"world\n">>])),
    show(file:read_file(At("a.txt"))),
    show(file:write_file(At("a.txt"), "more", [append])),
    show(file:read_file(list_to_binary(At("a.txt")))),
    show([file:read_file(At("none")), file:read_file(Dir), file:write_file(At("b/c"), "x"), file:write_file(At("z"), foo)]),
    show([file:make_dir(Dir), file:del_dir(Dir), file:delete(Dir), file:delete(At("none")), file:del_dir(At("none"))]),
    show([file:rename(At("none"), At("x")), file:rename(At("a.txt"), At("b.txt")), file:list_dir(Dir), file:list_dir(At("none"))]),
    show([file:copy(At("b.txt"), At("c.txt")), file:copy(At("none"), At("d.txt"))]),
    show([filelib:is_file(At("c.txt")), filelib:is_dir(Dir), filelib:is_regular(Dir), filelib:file_size(At("c.txt"))]),
    show([filelib:ensure_dir(At("p/q/r")), filelib:is_dir(At("p/q")), filelib:wildcard("*.txt", Dir), filelib:wildcard("{b,x}.t?t", Dir)]),
    show([filelib:wildcard("**/*", Dir), filelib:wildcard("[a-b]*", Dir), filelib:wildcard("none/*", Dir)]),
    show(lists:sort(filelib:fold_files(Dir, "txt$", true, fun(Name, Names) -> [filename:basename(Name) | Names] end, []))),
    show([file:make_symlink("b.txt", At("l")), file:read_link(At("l")), file:read_link(At("b.txt"))]),
    {ok, Info} = file:read_file_info(At("b.txt")),
    show([tuple_size(Info), element(2, Info), element(3, Info), element(4, Info)]),
    show([file:change_mode(At("b.txt"), 8#600), file:read_file_info(At("none")), file:set_cwd(At("none"))]),
    show([file:format_error(Reason) || Reason <- [enoent, eacces, eisdir, badarg, terminated, what]]),
    show([file:del_dir_r(Dir), filelib:is_file(Dir)]).

show(Term) -> io:format("~0tp~n", [Term]).
