%% Many senders, one receiver: what waits for it stays short, for who sends to somebody with much unread mail is slowed.
-module(collector).
-export([main/0]).

main() ->
    Me = self(),
    [spawn(fun() -> [Me ! mail || _ <- lists:seq(1, 1000)] end) || _ <- lists:seq(1, 1000)],
    case collect(1000 * 1000, 0) of
        Most when Most < 250000 -> io:format("few were waiting~n");
        Most -> io:format("~b were waiting~n", [Most])
    end.

collect(0, Most) -> Most;
collect(N, Most) when N rem 1000 =:= 0 ->
    {message_queue_len, Waiting} = process_info(self(), message_queue_len),
    receive mail -> collect(N - 1, max(Most, Waiting)) end;
collect(N, Most) -> receive mail -> collect(N - 1, Most) end.
