%% Runs a test in a new folder of its own, which is removed afterwards.
in_own_folder(Test) ->
    Folder = filename:join("/tmp", lists:concat(["erlet_", ?MODULE, "_", os:getpid()])),
    ok = file:make_dir(Folder),
    ok = file:set_cwd(Folder),
    try Test()
    after
        ok = file:set_cwd("/"),
        ok = file:del_dir_r(Folder)
    end.
