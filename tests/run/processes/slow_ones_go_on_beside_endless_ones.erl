%% deep
%% Processes whose turns take long are not forgotten while others run for ever: neither those that never wait, nor a
%% server that waits between two of its long answers; and one that is not slow any more is as quick as the others.
-module(slow_ones_go_on_beside_endless_ones).
-export([main/0, loop/1, server/1]).

main() ->
    Endless = [spawn(?MODULE, loop, [0]) || _ <- lists:seq(1, 4)],
    Rows = [{N, "text"} || N <- lists:seq(1, 100000)],
    Self = self(),
    Busy = [spawn(fun() -> Self ! {self(), rounds(10, Rows)} end) || _ <- lists:seq(1, 6)],
    Server = spawn(?MODULE, server, [Rows]),
    Answers = [call(Server, collect) || _ <- lists:seq(1, 10)],
    io:format("~p~n", [lists:usort(Answers)]),
    io:format("~p~n", [[receive {Pid, Done} -> Done end || Pid <- Busy]]),
    Quick = [call(Server, quick) || _ <- lists:seq(1, 10000)],
    io:format("~p~n", [lists:usort(Quick)]),
    [exit(Pid, kill) || Pid <- [Server | Endless]],
    ok.

loop(N) -> loop(N + 1).

rounds(0, Rows) -> length(Rows);
rounds(N, Rows) ->
    erlang:garbage_collect(),
    rounds(N - 1, Rows).

server(Rows) ->
    receive
        {From, collect} -> From ! {self(), {length(Rows), erlang:garbage_collect()}};
        {From, quick} -> From ! {self(), quick}
    end,
    server(Rows).

call(Server, What) ->
    Server ! {self(), What},
    receive {Server, Answer} -> Answer end.
