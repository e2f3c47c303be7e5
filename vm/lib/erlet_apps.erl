%%% Where applications lie: the file that describes one, and its folder. No build step moves `src/NAME.app.src` to
%%% `ebin/NAME.app`, so that either will do.
-module(erlet_apps).

-export([description/1, folder/1]).

%% The file that describes an application.
-spec description(string()) -> file:filename() | none.
description(Name) -> first_file(along_the_path(Name) ++ [filename:join(Folder, File) || Folder <- folders(Name), File <- descriptions(Name)]).

%% The code path leads to where compiled modules lie, with the description beside them, or to their sources.
along_the_path(Name) -> [filename:join(Folder, Name ++ End) || Folder <- code:get_path(), End <- [".app", ".app.src"]].

%% The folder of an application, absolute.
-spec folder(string()) -> file:filename() | none.
folder(Name) ->
    Described = [Folder || Folder <- ["." | above()], first_file([filename:join(Folder, File) || File <- descriptions(Name)]) =/= none],
    case Described ++ [Folder || Folder <- in_libraries(Name), filelib:is_dir(Folder)] of
        ["." | _] ->
            {ok, Here} = file:get_cwd(),
            Here;
        [Folder | _] -> filename:absname(Folder);
        [] -> none
    end.

descriptions(Name) -> [File || Part <- ["", "ebin/"], File <- [Part ++ Name ++ ".app"]] ++ ["src/" ++ Name ++ ".app.src"].

folders(Name) -> ["." | above()] ++ in_libraries(Name).

%% A program in `src` or `test` may be started there.
above() ->
    {ok, Here} = file:get_cwd(),
    case lists:member(filename:basename(Here), ["src", "test", "ebin"]) of
        true -> [".."];
        false -> []
    end.

in_libraries(Name) -> [Folder || Library <- libraries(), Folder <- [filename:join(Library, Name) | versions(Library, Name)]].

libraries() -> string:lexemes(os:getenv("ERL_LIBS", ""), ":") ++ ["_build/default/lib", "deps", "lib"].

%% The folders `NAME-VERSION`, the newest first.
versions(Library, Name) ->
    Folders = filelib:wildcard(Name ++ "-*", Library),
    [filename:join(Library, Folder) || Folder <- lists:reverse(lists:sort(Folders))].

first_file([File | Files]) ->
    case filelib:is_regular(File) of
        true -> File;
        false -> first_file(Files)
    end;
first_file([]) -> none.
