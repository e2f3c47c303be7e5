%% `file` reads and writes any process that speaks the I/O protocol.
-module(devices_that_are_no_files).
-export([main/0]).

main() ->
    Device = spawn_link(fun serve/0),
    show([file:write(Device, ["a", <<"b">>]), file:write(Device, "ende"), file:read(Device, 3), file:read_line(Device),
          file:read(Device, 0), file:write(Device, [300])]),
    ended(fun(Ended) -> file:write(Ended, "x") end),
    ended(fun(Ended) -> file:read(Ended, 1) end),
    ended(fun(Ended) -> file:read_line(Ended) end),
    ok = file:write(group_leader(), "to the leader\n").

serve() ->
    receive
        {io_request, From, ReplyAs, Request} ->
            show(Request),
            From ! {io_reply, ReplyAs, reply(Request)},
            serve()
    end.

reply({put_chars, latin1, <<"ende">>}) -> {error, enospc};
reply({put_chars, _, _}) -> ok;
reply({get_chars, latin1, _, 0}) -> eof;
reply({get_chars, latin1, _, Count}) -> lists:duplicate(Count, $x);
reply({get_line, latin1, _}) -> "line\n".

ended(Use) ->
    {Device, Monitor} = spawn_monitor(fun() -> ok end),
    receive {'DOWN', Monitor, _, _, _} -> show(Use(Device)) end.

show(Term) -> io:format("~p~n", [Term]).
