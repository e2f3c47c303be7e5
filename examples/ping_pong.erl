%% Two processes throw a ball to each other.
%% A process is made with spawn, a message is sent with ! and taken with receive.
-module(ping_pong).
-export([main/0, pong/0]).

main() ->
    Pong = spawn(?MODULE, pong, []),
    ping(3, Pong).

%% Throw the ball N times, then tell the other to stop.
ping(0, Pong) ->
    Pong ! stop,
    io:format("ping is done~n");
ping(N, Pong) ->
    %% self() is our own process identifier: the address for the answer.
    Pong ! {ping, self()},
    receive
        pong -> io:format("ping got pong~n")
    end,
    ping(N - 1, Pong).

pong() ->
    receive
        {ping, From} ->
            io:format("pong got ping~n"),
            From ! pong,
            pong();
        stop ->
            ok
    end.
