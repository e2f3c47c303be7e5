-module(port_dialogue).
-export([main/0]).

main() ->
    process_flag(trap_exit, true),
    Port = open_port({spawn, "cat"}, [binary]),
    true = is_port(Port) andalso lists:member(Port, erlang:ports()),
    Port ! {self(), {command, "hello"}},
    io:format("~p~n", [said(Port)]),
    io:format("~p ~p~n", [port_command(Port, [<<"x">>, $y]), said(Port)]),
    io:format("~p ~p~n", [erlang:port_info(Port, name), erlang:port_info(Port, connected) =:= {connected, self()}]),
    Port ! {self(), close},
    io:format("~p ~p~n", [said(Port), said(Port)]),
    io:format("~p ~p~n", [erlang:port_info(Port), failure(fun() -> port_command(Port, "x") end)]),
    packets(),
    strangers(),
    owners().

packets() ->
    Port = open_port({spawn, "cat"}, [{packet, 2}]),
    [Port ! {self(), {command, Text}} || Text <- ["one", "", lists:duplicate(1000, $a)]],
    io:format("~p ~p ~p~n", [said(Port), said(Port), length(element(2, said(Port)))]),
    io:format("~p ~p~n", [port_close(Port), said(Port)]).

strangers() ->
    Port = open_port({spawn, "cat"}, []),
    Port ! nonsense,
    io:format("~p~n", [said(Port)]),
    exit(Port, bye),
    io:format("~p~n", [said(Port)]),
    Unlinked = open_port({spawn, "cat"}, []),
    unlink(Unlinked),
    port_close(Unlinked),
    io:format("~p~n", [receive {'EXIT', Unlinked, _} -> linked after 0 -> unlinked end]).

%% A port closes when its owner ends, and can have a new owner before.
owners() ->
    Me = self(),
    {Pid, _} = spawn_monitor(fun() -> Me ! {port, open_port({spawn, "cat"}, [])}, receive stop -> ok end end),
    Port = receive {port, P} -> P end,
    link(Port),
    Pid ! stop,
    io:format("~p~n", [said(Port)]),
    Kept = open_port({spawn, "cat"}, []),
    Other = spawn(fun() -> receive {Kept, {data, Data}} -> Me ! {got, Data} end, receive stop -> ok end end),
    Kept ! {self(), {connect, Other}},
    io:format("~p~n", [said(Kept)]),
    io:format("~p~n", [port_command(Kept, "to the other")]),
    receive {got, Data} -> io:format("~p~n", [Data]) end,
    Other ! stop,
    port_close(Kept).

said(Port) ->
    receive
        {'EXIT', Port, Reason} -> {exit, Reason};
        {Port, What} -> What
    after 5000 -> nothing
    end.

failure(Fun) ->
    try Fun() catch error:Reason -> Reason end.
