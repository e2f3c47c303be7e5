%% allow: undef
%% A fun of purged code is no longer to be called, unless the version that took its place is the same.
-module(funs_of_purged_code).
-export([main/0]).

main() ->
    load(1),
    Plain = purged_funs:plain(),
    Free = purged_funs:free([a, b]),
    io:format("~p ~p~n", [Plain(x), Free()]),
    load(2),
    io:format("old: ~p ~p~n", [Plain(x), Free()]),
    false = code:purge(purged_funs),
    io:format("purged: ~p ~p~n", [result(Plain, [x]), result(Free, [])]),
    io:format("~p ~p~n", [is_function(Plain, 1), erlang:fun_info(Free, env)]),
    io:format("in lists:map: ~p~n", [result(fun lists:map/2, [Plain, [1]])]),
    New = purged_funs:plain(),
    io:format("new: ~p ~p~n", [New(x), New =:= Plain]),
    load(2),
    _ = code:purge(purged_funs),
    io:format("the same code again: ~p~n", [result(New, [y])]),
    code:delete(purged_funs),
    _ = code:purge(purged_funs),
    io:format("no code: ~p~n", [result(New, [z])]).

result(Fun, Args) ->
    try apply(Fun, Args)
    catch
        error:{badfun, Bad} -> {badfun, Bad =:= Fun orelse lists:member(Bad, Args)};
        Class:Reason -> {Class, Reason}
    end.

load(Version) ->
    Text = ["-module(purged_funs).\n-export([plain/0, free/1]).\n",
            io_lib:format("plain() -> fun(X) -> {X, ~b, helper()} end.\n", [Version]),
            "free(Terms) -> fun() -> {helper(), Terms} end.\n",
            io_lib:format("helper() -> ~b.\n", [Version])],
    Folder = filename:join("/tmp", "erlet_purged_funs_" ++ os:getpid()),
    File = filename:join(Folder, "purged_funs.erl"),
    ok = filelib:ensure_dir(File),
    ok = file:write_file(File, Text),
    {ok, purged_funs, Image} = compile:file(File, [binary]),
    ok = file:delete(File),
    ok = file:del_dir(Folder),
    {module, purged_funs} = code:load_binary(purged_funs, File, Image).
