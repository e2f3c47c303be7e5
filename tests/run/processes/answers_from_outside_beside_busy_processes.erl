%% deep
%% Who waits for a file, a command or a timer has a turn although other processes never stop, and so has who was in a
%% long call.
-module(answers_from_outside_beside_busy_processes).
-export([main/0]).

main() ->
    Busy = [spawn(fun() -> busy(0) end) || _ <- [1, 2, 3]],
    {ok, Names} = file:list_dir("/"),
    io:format("~p~n", [Names =/= []]),
    io:format("~s", [os:cmd("echo answered")]),
    [300000 = length(lists:seq(1, 300000)) || _ <- lists:seq(1, 20)],
    receive after 20 -> io:format("woken~n") end,
    [exit(Pid, kill) || Pid <- Busy].

busy(N) -> busy(N + 1).
