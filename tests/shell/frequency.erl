%% A server that hands out numbers and is linked with those who hold one: when it is killed, so are they.
-module(frequency).
-export([start/0, init/0, client/1]).

start() -> register(frequency, spawn(?MODULE, init, [])).

init() -> loop([10, 11, 12]).

loop([Frequency | Free]) ->
    receive
        {allocate, Client} ->
            link(Client),
            Client ! {reply, Frequency},
            loop(Free)
    end.

client(Test) ->
    frequency ! {allocate, self()},
    receive {reply, Frequency} -> Test ! {got, Frequency} end,
    receive stop -> ok end.
