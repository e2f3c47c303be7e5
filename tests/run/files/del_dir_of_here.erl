%% file:del_dir/1 of the working directory, which is not empty; of its parent, and of names with dots.
-module(del_dir_of_here).
-export([main/0]).

main() ->
    Folder = filename:join("/tmp", "erlet_here_" ++ os:getpid()),
    ok = filelib:ensure_path(filename:join(Folder, "d/e")),
    ok = file:set_cwd(filename:join(Folder, "d")),
    {ok, Here} = file:get_cwd(),
    [io:format("~p~n", [file:del_dir(Name)]) || Name <- [".", "..", Here, "/", "e/.", "e/..", "../d", Folder]],
    io:format("~p~n", [io:requests(no_such_device, x)]),
    ok = file:set_cwd("/"),
    ok = file:del_dir_r(Folder).
