%% Packets too long to say so, framings that exclude each other, and variables that are no strings.
-module(port_framing_errors).
-export([main/0]).

main() ->
    process_flag(trap_exit, true),
    [io:format("~p~n", [opened(Options)])
     || Options <- [[{packet, 2}, {line, 3}], [{line, 3}, {packet, 1}], [stream, {packet, 1}], [{line, 3}, {line, 4}], [{env, [{a, b}]}],
                    [{env, [{"A", b}]}], [{env, [{"A", false}, {"B", "c"}]}]]],
    Port = open_port({spawn, "cat"}, [{packet, 1}]),
    io:format("~p~n", [port_command(Port, lists:duplicate(255, $x))]),
    receive {Port, {data, Data}} -> io:format("~p~n", [length(Data)]) end,
    io:format("~p~n", [port_command(Port, lists:duplicate(256, $x))]),
    receive {'EXIT', Port, Reason} -> io:format("~p ~p~n", [Reason, erlang:port_info(Port)]) end.

opened(Options) ->
    try open_port({spawn, "cat"}, Options) of
        Port -> port_close(Port)
    catch
        error:Reason -> Reason
    end.
