%% os:cmd ends with the command, whatever it left running; what may stand in a command, and what may not.
-module(os_cmd_does_not_wait_for_background).
-export([main/0]).

main() ->
    Start = erlang:monotonic_time(second),
    io:format("~p~n", [os:cmd("sleep 20 & echo now")]),
    io:format("~p~n", [erlang:monotonic_time(second) - Start < 15]),
    [io:format("~p ~p~n", [Command, os:cmd(Command)])
     || Command <- ["echo a; exit 3; echo b", "echo x # comment", "cat; echo done", "echo $0 $#", "echo a\n\n\n", 'echo a',
                    ["echo ", ["x"]], "echo \0", "printf 'a\\004b'", "echo one; echo two >&2", "echo a;"]],
    [io:format("~p ~p~n", [Args, catch_error(Args)])
     || Args <- [["echo a\0b"], [<<"echo">>], [17], [[a]], ["echo", []], ["echo", #{}], ["echo abc", #{max_size => 2}]]].

catch_error(Args) ->
    try
        apply(os, cmd, Args)
    catch
        error:Reason:Stack ->
            [{M, F, A, Info} | _] = Stack,
            {Reason, {M, F, A}, lists:keyfind(error_info, 1, Info)}
    end.
