%% Requests whose answers come later, to servers by every kind of name.
-module(requests_to_global_names).
-export([main/0, init/1, handle_call/3, handle_cast/2, callback_mode/0, handle_event/4]).

main() ->
    {ok, _} = gen_server:start({global, shop}, ?MODULE, server, []),
    {ok, _} = gen_statem:start({via, global, door}, ?MODULE, machine, []),
    ask(gen_server, {global, shop}),
    ask(gen_server, {via, global, shop}),
    ask(gen_statem, {global, door}),
    ask(gen_statem, {via, global, door}),
    ok = gen_server:stop({global, shop}),
    wait_until_gone(shop),
    ask(gen_server, {global, shop}),
    ask(gen_server, {via, global, shop}),
    ask(gen_server, {shop, elsewhere}).

%% A name of global is free a moment after its process has ended.
wait_until_gone(Name) ->
    case global:whereis_name(Name) of
        undefined -> ok;
        _ -> timer:sleep(1), wait_until_gone(Name)
    end.

ask(Module, Name) ->
    Answer = Module:wait_response(Module:send_request(Name, hello), 1000),
    io:format("~p ~p: ~p~n", [Module, Name, Answer]).

init(server) -> {ok, none};
init(machine) -> {ok, closed, none}.

handle_call(Request, _, State) -> {reply, {got, Request}, State}.

handle_cast(_, State) -> {noreply, State}.

callback_mode() -> handle_event_function.

handle_event({call, From}, Request, _, _) -> {keep_state_and_data, [{reply, From, {got, Request}}]}.
