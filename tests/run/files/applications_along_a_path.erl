%% Where an application's description and its folder are found: along the code path, as the path names them.
-module(applications_along_a_path).
-export([main/0]).
-include("own_folder.hrl").

main() -> in_own_folder(fun look/0).

look() ->
    described("libs/first-1.2/ebin", first),
    described("libs/second/ebin", second),
    described("beside", third),
    Paths = ["libs/first-1.2/ebin", "libs/second/ebin", "beside"],
    [] = [Path || Path <- Paths, code:add_patha(Path) =/= true],
    Names = [first, second, third, fourth],
    [io:format("~p: ~p, ~p~n", [Name, application:load(Name), application:get_env(Name, key)]) || Name <- Names],
    [io:format("~p: ~p, ~p~n", [Name, code:lib_dir(Name), code:priv_dir(Name)]) || Name <- Names],
    io:format("~p~n", [lists:sort([Name || {Name, "words", "1.2"} <- application:loaded_applications()])]),
    [application:unload(Name) || Name <- Names],
    [code:del_path(Path) || Path <- Paths],
    io:format("~p~n", [application:load(first)]).

described(Folder, Name) ->
    File = filename:join(Folder, atom_to_list(Name) ++ ".app"),
    ok = filelib:ensure_dir(File),
    Keys = [{description, "words"}, {vsn, "1.2"}, {applications, [kernel, stdlib]}, {env, [{key, Name}]}],
    ok = file:write_file(File, io_lib:format("~p.~n", [{application, Name, Keys}])).
