%% Several requests of erpc waited for together: labels, order of answers, exceptions, empty collections.
-module(erpc_collections_of_requests).
-export([main/0]).

main() ->
    None = erpc:reqids_new(),
    One = erpc:send_request(node(), lists, seq, [1, 3], first, None),
    Two = erpc:send_request(node(), fun() -> error(no) end, second, One),
    Three = erpc:reqids_add(erpc:send_request(node(), erlang, throw, [ball]), third, Two),
    io:format("~w ~w ~p~n", [erpc:reqids_size(None), erpc:reqids_size(Three),
                             lists:sort([Label || {_, Label} <- erpc:reqids_to_list(Three)])]),
    show(lists:sort(answers(Three))),
    show(erpc:receive_response(None, 100, true)),
    show(erpc:wait_response(None, 0, false)),
    show(erpc:check_response(message, None, false)),
    show(erpc:check_response(message, One, false)),
    Slow = erpc:send_request(node(), timer, sleep, [infinity], slow, None),
    show(erpc:wait_response(Slow, 10, true)),
    Again = erpc:send_request(node(), lists, sum, [[1, 2]], again, None),
    {{response, 3}, again, Kept} = erpc:wait_response(Again, infinity, false),
    show(erpc:reqids_size(Kept)),
    Message = erpc:send_request(node(), lists, max, [[1, 2]], message, None),
    receive Answer -> show(element(1, erpc:check_response(Answer, Message, true))) end,
    [show(try Fun() catch Class:Reason -> {Class, Reason} end)
     || Fun <- [fun() -> erpc:receive_response(Slow, 0, true) end, fun() -> erpc:reqids_size(x) end, fun() -> erpc:reqids_add(x, y, None) end,
                fun() -> erpc:reqids_to_list(x) end, fun() -> erpc:send_request(node(), a, b, [], label, x) end,
                fun() -> erpc:receive_response(One, never, true) end, fun() -> erpc:check_response(m, x, true) end]].

answers(Requests) ->
    try erpc:receive_response(Requests, infinity, true) of
        no_request -> [];
        {Value, Label, Rest} -> [{Label, Value} | answers(Rest)]
    catch
        error:{{exception, Reason, _}, Label, Rest} -> [{Label, error, Reason} | answers(Rest)];
        Class:{Reason, Label, Rest} -> [{Label, Class, Reason} | answers(Rest)]
    end.

show(Term) -> io:format("~p~n", [Term]).
