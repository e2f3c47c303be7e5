%% A port may be a file: one that is read, or one that is written.
-module(files_as_ports).
-export([main/0]).

main() ->
    process_flag(trap_exit, true),
    Folder = "/tmp/erlet_files_as_ports_" ++ os:getpid(),
    ok = file:make_dir(Folder),
    try tests(filename:join(Folder, "file"))
    after file:del_dir_r(Folder)
    end.

tests(File) ->
    Atom = list_to_atom(File),
    show(missing, fun() -> open_port(File, [in]) end),
    show(no_folder, fun() -> open_port(File ++ "/file", [out]) end),
    show(written, fun() -> written(File, [out], ["hello", $\s, <<"world">>]) end),
    show(name, fun() -> Port = open_port(File, [in, eof]), {name, Name} = erlang:port_info(Port, name), Name =:= File end),
    flush(),
    ok = file:write_file(File, "hello world"),
    show(read, fun() -> read(File, [in], 2) end),
    show(read_by_atom, fun() -> read(Atom, [in, binary], 2) end),
    show(read_eof, fun() -> read(File, [in, eof], 2) end),
    show(read_both, fun() -> read(File, [], 2) end),
    show(still_there, fun() -> file:read_file(File) end),
    show(shorter, fun() -> written(File, [out], "x") end),
    show(packets, fun() -> written(File, [out, {packet, 2}], "abc") end),
    show(read_packets, fun() -> read(File, [in, {packet, 2}], 2) end),
    ok = file:write_file(File, "a\nbb\nccc"),
    show(lines, fun() -> read(File, [in, {line, 10}, eof], 4) end),
    show(command_in, fun() -> Port = open_port(File, [in, eof]), port_command(Port, "x") end),
    flush(),
    [show(Wrong, fun() -> open_port(Wrong, [in]) end) || Wrong <- ["", '', <<"file">>, {file, "file"}, 5, [a]]],
    show(option, fun() -> open_port(File, [inwards]) end).

written(File, Options, Data) ->
    Port = open_port(File, Options),
    port_command(Port, Data),
    port_close(Port),
    file:read_file(File).

read(File, Options, Count) ->
    Port = open_port(File, Options),
    Messages = [next(Port) || _ <- lists:seq(1, Count)],
    catch port_close(Port),
    Messages.

next(Port) ->
    receive
        {Port, Message} -> Message;
        {'EXIT', Port, Reason} -> {ended, Reason}
    after 2000 -> none
    end.

flush() ->
    receive _ -> flush()
    after 50 -> ok
    end.

-include("show.hrl").
