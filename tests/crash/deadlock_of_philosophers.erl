%% Each philosopher holds the left fork and waits for the right one.
-module(deadlock_of_philosophers).
-export([main/0]).

main() ->
    Main = self(),
    Forks = {spawn(fun fork/0), spawn(fun fork/0), spawn(fun fork/0)},
    [spawn(fun() -> philosopher(element(I, Forks), element(I rem 3 + 1, Forks), Main) end) || I <- [1, 2, 3]],
    [receive ate -> ok end || _ <- [1, 2, 3]].

fork() ->
    receive {take, Owner} -> Owner ! {ok, self()}, receive {put, Owner} -> fork() end end.

philosopher(Left, Right, Main) ->
    Left ! {take, self()},
    receive {ok, Left} -> ok end,
    timer:sleep(50),
    Right ! {take, self()},
    receive {ok, Right} -> ok end,
    Left ! {put, self()},
    Right ! {put, self()},
    Main ! ate.
