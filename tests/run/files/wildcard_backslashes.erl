%% Wildcards: a backslash before a slash or at the end means nothing.
-module(wildcard_backslashes).
-export([main/0]).

main() ->
    Folder = filename:join("/tmp", "erlet_backslash_" ++ os:getpid()),
    ok = filelib:ensure_path(filename:join(Folder, "d/e")),
    [ok = file:write_file(filename:join(Folder, Name), "") || Name <- ["d/ab.erl", "d/e/b.erl", "a*"]],
    [io:format("~s ~p~n", [Pattern, filelib:wildcard(Pattern, Folder)])
     || Pattern <- ["d\\/ab.erl", "d\\/*", "\\d/*", "*\\/ab.erl", "d/e\\/*", "d\\", "a\\*", "a\\?"]],
    ok = file:del_dir_r(Folder).
