%% file:del_dir/1 of the working directory, which is not empty; of its parent, and of names with dots.
-module(del_dir_of_here).
-export([main/0]).
-include("own_folder.hrl").

main() -> in_own_folder(fun tests/0).

tests() ->
    {ok, Folder} = file:get_cwd(),
    ok = filelib:ensure_path("d/e"),
    ok = file:set_cwd("d"),
    {ok, Here} = file:get_cwd(),
    [io:format("~p~n", [file:del_dir(Name)]) || Name <- [".", "..", Here, "/", "e/.", "e/..", "../d", Folder]],
    io:format("~p~n", [io:requests(no_such_device, x)]).
