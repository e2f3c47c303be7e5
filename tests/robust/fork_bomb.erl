%% Each process makes two more, for ever. Main only waits for an answer of another one, and ends the program.
-module(fork_bomb).
-export([main/0, bomb/0]).

main() ->
    Ticker = spawn(fun ticker/0),
    spawn(?MODULE, bomb, []),
    [ask(Ticker) || _ <- lists:seq(1, 20)],
    io:format("the others go on~n").

bomb() ->
    [catch spawn(?MODULE, bomb, []) || _ <- [1, 2]],
    bomb().

ask(Ticker) ->
    receive after 10 -> ok end,
    Ticker ! {self(), ask},
    receive answer -> ok end.

ticker() -> receive {From, ask} -> From ! answer, ticker() end.
