%% code: folders of the search path, right and wrong, and the folders of applications in it.
-module(code_path).
-export([main/0]).

main() ->
    Folder = filename:join("/tmp", "erlet_code_path_" ++ os:getpid()),
    [ok = filelib:ensure_path(filename:join(Folder, Name)) || Name <- ["foo-1.0/ebin", "foo-2.0/ebin", "bar/ebin"]],
    ok = file:set_cwd(Folder),
    Path = code:get_path(),
    show(Path, [{Function, [Name]} || Function <- [add_path, add_patha, add_pathz],
                                      Name <- ["nothing", "bar", bar, <<"bar">>, {}, "", 17, "bar/", "bar/../bar", "bar/ebin"]]),
    show(Path, [{Function, [Names]} || Function <- [add_paths, add_pathsa, add_pathsz],
                                       Names <- [[{}], ["xyz"], [], ["bar", {}, "bar/ebin/"], x, [bar], [<<"bar">>], "bar"]]),
    show(Path, [{set_path, [x]}, {set_path, [["nothing"]]}, {set_path, [17]}, {set_path, [["bar/"]]}]),
    show(Path, [{add_patha, ["foo-1.0/ebin"]}, {add_path, ["foo-2.0/ebin"]}, {add_path, ["bar/ebin"]}, {lib_dir, [foo]}, {priv_dir, [foo]}, {lib_dir, ["bar"]},
                {lib_dir, [foo, src]}, {lib_dir, [nothing]}, {priv_dir, [nothing]}, {lib_dir, [17]}, {replace_path, [foo, "foo-2.0/ebin"]}, {lib_dir, [foo]},
                {replace_path, [nothing, "bar"]}, {replace_path, [17, "bar"]}, {del_path, [foo]}, {lib_dir, [foo]}, {del_path, ["bar/ebin"]}]),
    show(Path, [{Function, [Name]} || Function <- [is_sticky, is_module_native, load_abs, stick_dir, unstick_dir], Name <- [nothing, "nothing", 17, {}]]),
    show(Path, [{Function, [x]} || Function <- [ensure_modules_loaded, atomic_load, prepare_loading]]),
    show(Path, [{module_status, [[]]}, {module_status, [[nothing]]}]),
    ok = file:set_cwd("/"),
    ok = file:del_dir_r(Folder).

%% Each call, what it gives, and the folders that are in the path besides those of the beginning.
show(Path, Calls) ->
    true = code:set_path(Path),
    [io:format("~p ~0p ~0p ~0p~n", [Function, Args, result(Function, Args), code:get_path() -- Path]) || {Function, Args} <- Calls],
    true = code:set_path(Path).

result(Function, Args) ->
    {ok, Here} = file:get_cwd(),
    case try apply(code, Function, Args) catch error:Reason -> Reason end of
        [$/ | _] = Absolute -> {here, string:prefix(Absolute, Here)};
        Result -> Result
    end.
