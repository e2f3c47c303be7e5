%% What a process asks of itself counts all messages that have come before, those to itself among them.
-module(own_messages_are_told_at_once).
-export([main/0]).

main() ->
    self() ! a,
    io:format("~p~n", [process_info(self(), messages)]),
    [self() ! Message || Message <- [b, c]],
    io:format("~p~n", [process_info(self(), [message_queue_len, messages])]),
    receive b -> ok end,
    io:format("~p~n", [process_info(self(), messages)]),
    {ok, Tokens, _} = erl_scan:string("self() ! e, self() ! f, receive f -> ok end, process_info(self(), messages)."),
    {ok, Exprs} = erl_parse:parse_exprs(Tokens),
    io:format("~p~n", [erl_eval:exprs(Exprs, [])]).
