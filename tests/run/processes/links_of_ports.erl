%% outside
%% Ports among the links that process_info shows: of who opened one, linked to one, was connected to one.
-module(links_of_ports).
-export([main/0]).

main() ->
    Port = open_port({spawn, "cat"}, []),
    io:format("opened: ~p~n", [ports(self()) =:= [Port]]),
    unlink(Port),
    io:format("unlinked: ~p ~p~n", [ports(self()), erlang:port_info(Port, links)]),
    link(Port), unlink(Port), link(Port),
    io:format("linked again: ~p ~p~n", [ports(self()) =:= [Port], erlang:port_info(Port, links) =:= {links, [self()]}]),
    Other = spawn(fun() -> link(Port), receive stop -> ok end end),
    until(fun() -> ports(Other) =:= [Port] end),
    Other ! stop,
    until(fun() -> not is_process_alive(Other) end),
    io:format("both: ~p~n", [ports(self()) =:= [Port]]),
    New = spawn(fun() -> receive stop -> ok end end),
    io:format("before: ~p~n", [ports(New)]),
    true = erlang:port_connect(Port, New),
    io:format("connected: ~p ~p~n", [ports(New) =:= [Port], ports(self()) =:= [Port]]),
    process_flag(trap_exit, true),
    exit(New, kill),
    receive {'EXIT', Port, Reason} -> io:format("closed: ~p ~p~n", [Reason, ports(self())]) end.

ports(Pid) ->
    {links, Links} = process_info(Pid, links),
    [Port || Port <- Links, is_port(Port)].

until(Holds) ->
    case Holds() of
        true -> ok;
        false -> receive after 1 -> until(Holds) end
    end.
