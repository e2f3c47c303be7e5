-module(port_programs).
-export([main/0]).

main() ->
    process_flag(trap_exit, true),
    show("output", open_port({spawn, "echo hello"}, [])),
    show("status", open_port({spawn, "false"}, [exit_status])),
    show("signal", open_port({spawn_executable, "/bin/sh"}, [{args, ["-c", "kill -9 $$"]}, exit_status])),
    show("end", open_port({spawn, "echo hello"}, [eof, exit_status, binary])),
    show("lines", open_port({spawn, "printf 'ab\ncdefgh\ni'"}, [{line, 3}, binary])),
    show("arguments", open_port({spawn_executable, "/bin/echo"}, [{args, ["a b", <<"c">>, "å"]}, binary])),
    show("name", open_port({spawn_executable, "/bin/sh"}, [{arg0, "me"}, {args, ["-c", "echo $0"]}])),
    show("surroundings", open_port({spawn_executable, "/bin/sh"},
                                   [{args, ["-c", "echo $ERLET_TEST; pwd"]}, {env, [{"ERLET_TEST", "1"}]}, {cd, "/usr"}])),
    show("errors", open_port({spawn, "cat /nonexistent"}, [stderr_to_stdout, {line, 200}])),
    [io:format("~p~n", [failure(Name, Options)])
     || {Name, Options} <- [{{spawn_executable, "/nonexistent"}, []}, {{spawn_executable, "/etc/passwd"}, []}, {{spawn, ""}, []},
                            {{spawn, "cat"}, [{packet, 3}]}, {{spawn, "cat"}, foo}]].

%% What a port sends until nothing more comes after its end.
show(Title, Port) -> io:format("~s: ~p~n", [Title, joined(messages(Port))]).

messages(Port) ->
    receive
        {'EXIT', Port, Reason} -> [{exit, Reason}];
        {Port, eof} -> [eof];
        {Port, What} -> [What | messages(Port)]
    after 5000 -> [nothing]
    end.

%% How output is cut into messages is chance.
joined([{data, A}, {data, B} | Rest]) when is_list(A), is_list(B) -> joined([{data, A ++ B} | Rest]);
joined([One | Rest]) -> [One | joined(Rest)];
joined([]) -> [].

failure(Name, Options) ->
    try open_port(Name, Options) catch error:Reason -> Reason end.
