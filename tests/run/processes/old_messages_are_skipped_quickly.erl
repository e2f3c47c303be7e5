-module(old_messages_are_skipped_quickly).
-export([main/0]).

main() ->
    [self() ! {junk, N} || N <- lists:seq(1, 5000)],
    Server = spawn(fun Loop() -> receive {From, Ref, X} -> From ! {Ref, X * 2}, Loop() end end),
    R = [begin Ref = make_ref(), Server ! {self(), Ref, X}, receive {Ref, Y} -> Y end end || X <- lists:seq(1, 500)],
    io:format("~p ~p~n", [lists:sum(R), element(2, process_info(self(), message_queue_len))]).
