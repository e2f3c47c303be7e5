%% Responses to requests of gen_event: an error stands alone, whoever answers it.
-module(gen_event_error_responses).
-behaviour(gen_event).
-export([main/0, init/1, handle_event/2, handle_call/2]).

init(State) -> {ok, State}.

handle_event(_, State) -> {ok, State}.

handle_call(Request, State) -> {ok, Request, State}.

main() ->
    {ok, Manager} = gen_event:start_link(),
    ok = gen_event:add_handler(Manager, ?MODULE, state),
    Requests = [{nobody, ask}, {?MODULE, ask}, {?MODULE, {error, own}}, {?MODULE, {reply, 1}}],
    [io:format("~p ~p ~p~n", [gen_event:receive_response(gen_event:send_request(Manager, Handler, Request), 1000),
                              gen_event:wait_response(gen_event:send_request(Manager, Handler, Request), 1000),
                              checked(gen_event:send_request(Manager, Handler, Request))]) || {Handler, Request} <- Requests],
    Collection = lists:foldl(fun({Handler, Request}, Ids) -> gen_event:send_request(Manager, Handler, Request, Request, Ids) end,
                             gen_event:reqids_new(), Requests),
    collected(Collection).

checked(Id) -> receive Message -> gen_event:check_response(Message, Id) end.

collected(Ids) ->
    case gen_event:receive_response(Ids, 1000, true) of
        {Response, Label, Left} ->
            io:format("~p ~p~n", [Label, Response]),
            collected(Left);
        Other -> io:format("~p~n", [Other])
    end.
