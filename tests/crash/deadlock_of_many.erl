%% The report of a deadlock does not grow with the number of processes.
-module(deadlock_of_many).
-export([main/0]).

main() ->
    [spawn(fun() -> receive {never, 'Sent'} -> ok end end) || _ <- lists:seq(1, 100)],
    Question = [what, "is it"],
    receive {answer, "to", Question} -> ok end.
