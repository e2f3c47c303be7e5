-module(group_leader_of_ones_own).
-export([main/0]).

serve(Acc) ->
    receive
        {io_request, From, Ref, {put_chars, unicode, Chars}} ->
            From ! {io_reply, Ref, ok},
            serve([Acc, unicode:characters_to_binary(Chars)]);
        {io_request, From, Ref, {put_chars, unicode, M, F, A}} ->
            From ! {io_reply, Ref, ok},
            serve([Acc, unicode:characters_to_binary(apply(M, F, A))]);
        {io_request, From, Ref, _} ->
            From ! {io_reply, Ref, {error, request}},
            serve(Acc);
        {get, From} -> From ! {output, iolist_to_binary(Acc)}
    end.

main() ->
    Old = group_leader(),
    Server = spawn(fun() -> serve([]) end),
    group_leader(Server, self()),
    io:format("hello ~p~n", [world]),
    io:put_chars("more"),
    Line = io:get_line("> "),
    spawn(fun() -> io:format(" from a child") end),
    receive after 50 -> ok end,
    group_leader(Old, self()),
    Server ! {get, self()},
    receive {output, O} -> io:format("captured ~p~n", [O]) end,
    io:format("~p~n", [Line]).
