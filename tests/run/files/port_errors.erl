%% What a port says of itself, and which function calls of a closed one blame.
-module(port_errors).
-export([main/0]).

main() ->
    Port = open_port({spawn, "cat  -u; exit 5"}, [{line, 4}, exit_status]),
    io:format("~p~n", [[erlang:port_info(Port, name), erlang:port_info(Port, connected) =:= {connected, self()}]]),
    io:format("~p~n", [failure(fun() -> port_control(Port, 1, "") end)]),
    true = port_command(Port, "hello\nyou"),
    io:format("~p~n", [receive {Port, Data} -> Data end]),
    true = port_close(Port),
    io:format("~p~n", [erlang:port_info(Port)]),
    [io:format("~p~n", [failure(Fun)])
     || Fun <- [fun() -> port_command(Port, "x") end, fun() -> port_command(Port, "x", [nosuspend]) end, fun() -> port_close(Port) end,
                fun() -> port_connect(Port, self()) end, fun() -> port_control(Port, 1, "") end, fun() -> erlang:port_info(foo) end,
                fun() -> erlang:port_info(Port, foo) end, fun() -> open_port({spawn_executable, "/nonexistent"}, []) end,
                fun() -> open_port({spawn, "x"}, [{packet, 3}]) end]].

failure(Fun) ->
    try
        Fun()
    catch
        error:Reason:Stack ->
            {Module, Function, Args, _} = hd(Stack),
            {Reason, Module, Function, length(Args)}
    end.
