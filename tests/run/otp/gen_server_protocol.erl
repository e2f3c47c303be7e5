%% The messages between servers and clients, with either side written by hand.
-module(gen_server_protocol).
-behaviour(gen_server).
-export([main/0, init/1, handle_call/3, handle_cast/2, handle_info/2, code_change/3]).

main() ->
    {ok, P} = gen_server:start_link({local, server}, ?MODULE, [], []),
    Ref = make_ref(),
    P ! {'$gen_call', {self(), Ref}, by_hand},
    receive {Ref, Reply} -> io:format("~p~n", [Reply]) end,
    P ! {'$gen_call', {self(), tag}, any_tag},
    receive {tag, Tagged} -> io:format("~p~n", [Tagged]) end,
    P ! {'$gen_cast', by_hand},
    io:format("~p~n", [gen_server:call(P, seen)]),
    P ! {system, {self(), Ref}, get_state},
    receive {Ref, State} -> io:format("~p~n", [State]) end,
    client_of_hand_written(),
    requests(P),
    collections(P),
    io:format("~p~n", [gen_server:multi_call(server, many)]),
    io:format("~p~n", [gen_server:multi_call([node()], nobody, many)]),
    io:format("~p ~p~n", [gen_server:abcast(server, all), gen_server:call(P, seen)]),
    io:format("~p~n", [gen_server:call({server, node()}, to_node)]),
    io:format("~p~n", [catch gen_server:call({server, 'no@where'}, to_node)]),
    io:format("~p ~p~n", [gen_server:cast(nobody, x), catch gen_server:call(nobody, x)]),
    io:format("~p~n", [element(1, element(2, catch gen_server:call(self(), x)))]),
    changed(P).

client_of_hand_written() ->
    Server = spawn_link(fun() ->
                                receive {'$gen_call', {From, _} = To, Request} when is_pid(From) ->
                                        gen_server:reply(To, {got, Request})
                                end,
                                receive {'$gen_call', {_, [alias | Alias] = Tag}, late} ->
                                        receive after 400 -> Alias ! {Tag, late_answer} end
                                end,
                                receive {'$gen_cast', last} -> ok end
                        end),
    io:format("~p~n", [gen_server:call(Server, hello)]),
    {'EXIT', {timeout, {gen_server, call, [_, late, 20]}}} = (catch gen_server:call(Server, late, 20)),
    receive Any -> io:format("late: ~p~n", [Any]) after 600 -> io:format("nothing comes late~n") end,
    gen_server:cast(Server, last).

requests(P) ->
    R1 = gen_server:send_request(P, one),
    io:format("~p~n", [gen_server:wait_response(R1, 1000)]),
    R2 = gen_server:send_request(P, never),
    io:format("~p ~p~n", [gen_server:wait_response(R2, 10), gen_server:receive_response(R2, 0)]),
    R3 = gen_server:send_request(nobody, x),
    io:format("~p~n", [gen_server:receive_response(R3, infinity)]),
    R4 = gen_server:send_request(P, four),
    receive Message -> io:format("~p ~p~n", [gen_server:check_response(other, R4), gen_server:check_response(Message, R4)]) end.

collections(P) ->
    C0 = gen_server:reqids_new(),
    io:format("~p ~p~n", [gen_server:reqids_size(C0), gen_server:wait_response(C0, 10, true)]),
    C1 = gen_server:send_request(P, a, label_a, C0),
    C2 = gen_server:reqids_add(gen_server:send_request(P, never), label_never, C1),
    io:format("~p ~p~n", [gen_server:reqids_size(C2), lists:sort([L || {_, L} <- gen_server:reqids_to_list(C2)])]),
    {Answer, Label, C3} = gen_server:wait_response(C2, infinity, true),
    io:format("~p ~p ~p~n", [Answer, Label, gen_server:reqids_size(C3)]),
    io:format("~p~n", [gen_server:check_response(other, C3, false)]),
    io:format("~p~n", [gen_server:receive_response(C3, 10, false)]).

changed(P) ->
    ok = sys:suspend(P),
    io:format("~p~n", [sys:change_code(P, ?MODULE, old, extra)]),
    io:format("~p~n", [sys:change_code(P, ?MODULE, bad, extra)]),
    io:format("~p~n", [catch element(1, element(2, catch gen_server:call(P, x, 10)))]),
    ok = sys:resume(P),
    io:format("~p~n", [sys:get_state(P)]),
    io:format("~p~n", [sys:replace_state(P, fun(S) -> {replaced, S} end)]),
    io:format("~p~n", [element(1, element(1, element(2, catch sys:replace_state(P, fun(_) -> error(no) end))))]),
    io:format("~p~n", [sys:get_state(P)]).

init(S) -> {ok, S}.
handle_call(seen, _, S) -> {reply, lists:reverse(S), []};
handle_call(never, _, S) -> {noreply, S};
handle_call(Request, _, S) -> {reply, {answer, Request}, S}.
handle_cast(Request, S) -> {noreply, [Request | S]}.
handle_info(Message, S) -> {noreply, [{info, Message} | S]}.
code_change(bad, _, _) -> {error, refused};
code_change(Old, S, Extra) -> {ok, {Old, Extra, S}}.
