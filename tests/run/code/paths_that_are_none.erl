%% Folders of the search path that are no names; a folder of an application that was not in the path comes to its end.
-module(paths_that_are_none).
-export([main/0]).
-include("../files/own_folder.hrl").

main() -> in_own_folder(fun look/0).

look() ->
    Folder = "paths_that_are_none.d",
    [ok = filelib:ensure_path(filename:join(Folder, Path)) || Path <- ["some_app-1.0/ebin", "lib/some_app/ebin"]],
    New = filename:join(Folder, "some_app-1.0/ebin"),
    Newer = filename:join(Folder, "lib/some_app/ebin"),
    [show(del_path, [Name]) || Name <- [[{a, 1}], [$/ | a], "nosuch", nosuch]],
    show(replace_path, [some_app, New]),
    true = lists:last(code:get_path()) =:= New,
    show(replace_path, ["some_app", Newer]),
    true = lists:last(code:get_path()) =:= Newer,
    false = lists:member(New, code:get_path()),
    [show(replace_path, [some_app, Wrong]) || Wrong <- [[{a, 1}], [$/ | a], "nosuch", "no/some_app", filename:join(Folder, "lib")]],
    show(del_path, [Folder ++ "//lib/some_app/ebin"]),
    [show(where_is_file, [Name]) || Name <- ["..", ".", "", Folder, "./" ++ Folder, Folder ++ "/lib"]],
    ok.

show(Function, Args) -> io:format("~w ~0p: ~0p~n", [Function, Args, apply(code, Function, Args)]).
