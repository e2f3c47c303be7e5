%% A name that begins with a dot is a name like others for wildcards.
-module(wildcard_dot_files).
-export([main/0]).

main() ->
    Folder = filename:join("/tmp", "erlet_wildcard_" ++ os:getpid()),
    [ok = filelib:ensure_dir(filename:join(Folder, Name)) || Name <- ["d/.e/x", ".f/x"]],
    [ok = file:write_file(filename:join(Folder, Name), "") || Name <- ["a", ".b", "d/.c", "d/.e/a", "d/a.erl", ".f/a.erl"]],
    [io:format("~p ~p~n", [Pattern, filelib:wildcard(Pattern, Folder)])
     || Pattern <- ["*", ".*", "?b", "**", "*/*", "d/*", "d/?e/*", "**/*.erl", "{d,.f}/*", "[.]b", "[^a]*", "d/**"]],
    ok = file:del_dir_r(Folder).
