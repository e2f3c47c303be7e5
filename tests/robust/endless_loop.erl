%% More endless loops than schedulers: others keep their turn.
-module(endless_loop).
-export([main/0]).

main() ->
    [spawn(fun loop/0) || _ <- lists:seq(1, 8)],
    Ticker = spawn(fun ticker/0),
    [begin Ticker ! {self(), ask}, receive answer -> ok end end || _ <- lists:seq(1, 100)],
    io:format("the others go on~n").

loop() -> loop().

ticker() -> receive {From, ask} -> From ! answer, ticker() end.
