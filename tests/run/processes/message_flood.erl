%% deep
-module(message_flood).
-export([main/0]).

main() ->
    Me = self(),
    Sink = spawn(fun() -> sink(0, Me) end),
    [Sink ! {n, N} || N <- lists:seq(1, 200000)],
    Sink ! done,
    receive Sum -> io:format("~p~n", [Sum]) end.

sink(Acc, To) -> receive {n, N} -> sink(Acc + N, To); done -> To ! Acc end.
