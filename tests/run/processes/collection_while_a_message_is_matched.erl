%% A guard that needs memory has the heap collected while the message is still in the mailbox.
-module(collection_while_a_message_is_matched).
-export([main/0]).

main() ->
    Self = self(),
    Pid = spawn(fun() -> Self ! {total, sum(0, #{first => 1})} end),
    [Pid ! {numbers, N, lists:seq(1, 2000)} || N <- lists:seq(1, 50)],
    Pid ! {self(), done},
    receive {total, Total} -> io:format("~p~n", [Total]) end.

sum(Total, Map) ->
    receive
        {numbers, N, List} when length(List) + N * 1000000000000000000000 > Total, map_get(first, Map) =:= 1 ->
            sum(Total + lists:sum(List), Map);
        {_, done} -> Total
    end.
