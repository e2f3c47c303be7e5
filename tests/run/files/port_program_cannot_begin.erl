%% A port whose program cannot begin opens all the same and ends with the system's error number as its status.
-module(port_program_cannot_begin).
-export([main/0]).

main() ->
    process_flag(trap_exit, true),
    Folder = filename:join("/tmp", "erlet_port_test_" ++ os:getpid()),
    ok = filelib:ensure_path(Folder),
    Junk = filename:join(Folder, "junk"),
    ok = file:write_file(Junk, "junk junk"),
    show(not_executable, {spawn_executable, Junk}, []),
    ok = file:change_mode(Junk, 8#755),
    show(junk, {spawn_executable, Junk}, []),
    show(folder, {spawn_executable, Folder}, []),
    show(missing, {spawn_executable, Folder ++ "/nothing"}, []),
    show(missing_folder, {spawn, "pwd"}, [{cd, Folder ++ "/nothing"}]),
    show(missing_folder, {spawn_executable, "/bin/pwd"}, [{cd, Folder ++ "/nothing"}]),
    show(no_folder, {spawn_executable, "/bin/pwd"}, [{cd, Junk}]),
    show(variable, {spawn, "pwd"}, [{env, [{"A=B", "x"}]}]),
    ok = file:del_dir_r(Folder).

show(Label, Name, Options) ->
    [io:format("~p ~p: ~p~n", [Label, More, opened(Name, More ++ Options)]) || More <- [[], [exit_status], [exit_status, eof]]].

opened(Name, Options) ->
    try open_port(Name, Options) of
        Port -> heard(Port)
    catch
        error:Reason -> Reason
    end.

heard(Port) ->
    receive
        {Port, eof} -> [eof];
        {Port, Message} -> [Message | heard(Port)];
        {'EXIT', Port, Reason} -> [Reason]
    after 5000 -> [nothing]
    end.
