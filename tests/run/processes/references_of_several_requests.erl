%% Answers of several requests under way at once, behind many unread messages: each is found, whatever the order, and
%% none is looked for among the messages that are older than its reference.
-module(references_of_several_requests).
-export([main/0]).

-define(UNREAD, 2000).

main() ->
    process_flag(message_queue_data, off_heap),
    Server = spawn_link(fun server/0),
    [self() ! {unread, N} || N <- lists:seq(1, ?UNREAD)],
    io:format("nested ~p~n", [repeat(30, fun() -> nested(Server, 3) end)]),
    io:format("many ~p~n", [repeat(30, fun() -> many(Server, lists:seq(1, 6)) end)]),
    io:format("backwards ~p~n", [repeat(30, fun() -> many(Server, lists:seq(6, 1, -1)) end)]),
    io:format("too many ~p~n", [many(Server, lists:seq(1, 20))]),
    io:format("calls inside ~p~n", [repeat(20, fun() -> inside(Server) end)]),
    io:format("itself ~p~n", [repeat(30, fun itself/0)]),
    io:format("down ~p~n", [repeat(30, fun down/0)]),
    io:format("taken out ~p~n", [taken_out(Server)]),
    io:format("in order ~p~n", [in_order(1)]).

%% A request whose answer is read after that of the requests made meanwhile.
nested(_, 0) -> [];
nested(Server, N) ->
    Ref = ask(Server, N),
    Inner = nested(Server, N - 1),
    [answer(Ref) | Inner].

many(Server, Ns) ->
    lists:sum([answer(Ref) || Ref <- [ask(Server, N) || N <- Ns]]).

%% More calls than marks are kept, each done with before the next one.
inside(Server) ->
    Outer = ask(Server, outer),
    Inner = [begin Ref = ask(Server, N), Answer = answer(Ref), erlang:demonitor(Ref, [flush]), Answer end || N <- lists:seq(1, 30)],
    {answer(Outer), lists:sum(Inner)}.

%% A message that is the reference, and nothing else.
itself() ->
    Ref = make_ref(),
    self() ! Ref,
    receive Ref -> found end.

%% The message of the second monitor tells that the first one's is here.
down() ->
    {Pid, Ref} = spawn_monitor(fun() -> ok end),
    Second = monitor(process, Pid),
    receive {'DOWN', Second, _, _, _} -> ok end,
    true = erlang:demonitor(Ref, [flush]),
    receive {'DOWN', Ref, _, _, _} -> left after 0 -> flushed end.

%% The messages before a mark are taken out one after another, the marked one too.
taken_out(Server) ->
    self() ! one,
    self() ! two,
    First = ask(Server, first),
    Second = ask(Server, second),
    Third = [receive two -> 2 end, receive one -> 1 end],
    [answer(Second), answer(First) | Third].

in_order(N) when N > ?UNREAD -> receive Other -> {unexpected, Other} after 0 -> yes end;
in_order(N) -> receive {unread, N} -> in_order(N + 1) end.

ask(Server, What) ->
    Ref = monitor(process, Server),
    Server ! {self(), Ref, What},
    Ref.

answer(Ref) ->
    receive
        {Ref, Answer} -> erlang:demonitor(Ref, [flush]), Answer;
        {'DOWN', Ref, _, _, Reason} -> exit(Reason)
    end.

server() ->
    receive {From, Ref, What} -> From ! {Ref, What} end,
    server().

%% What the calls gave, which is always the same.
repeat(Times, F) ->
    [Same] = lists:usort([F() || _ <- lists:seq(1, Times)]),
    Same.
