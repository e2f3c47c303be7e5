%% A timeout or a server that cannot be one: the caller fails and the server lives on.
-module(calls_with_bad_timeouts).
-behaviour(gen_server).
-export([main/0, init/1, handle_call/3, handle_cast/2]).

init(State) -> {ok, State}.

handle_call(Request, _, State) -> {reply, {Request, State}, State}.

handle_cast(_, State) -> {noreply, State}.

main() ->
    {ok, Server} = gen_server:start(?MODULE, state, []),
    Bad = [never, -1, 1.0, "5"],
    [io:format("stop ~p: ~p ~p~n", [T, outcome(fun() -> gen_server:stop(Server, normal, T) end), alive(Server)]) || T <- Bad],
    [io:format("call ~p: ~p ~p~n", [T, outcome(fun() -> gen_server:call(Server, ask, T) end), alive(Server)]) || T <- Bad],
    [io:format("state ~p: ~p ~p~n", [T, outcome(fun() -> sys:get_state(Server, T) end), alive(Server)]) || T <- Bad],
    [io:format("server ~p: ~p~n", [S, outcome(fun() -> gen_server:call(S, ask) end)]) || S <- ["text", 17, {a, b, c}, nobody]],
    io:format("~p ~p~n", [gen_server:call(Server, ask), gen_server:stop(Server, normal, 1000)]),
    io:format("~p~n", [process_info(self(), messages)]).

alive(Server) ->
    timer:sleep(20),
    is_process_alive(Server).

%% Class and reason, without the stack within and with the server as an atom.
outcome(Fun) ->
    try Fun()
    catch
        exit:{{Reason, [_ | _]}, {Module, Name, [_ | Args]}} -> {exit, Reason, {Module, Name, Args}};
        exit:{Reason, {Module, Name, [_ | Args]}} -> {exit, Reason, {Module, Name, Args}};
        error:Reason:Stack -> [{M, F, Args, _} | _] = Stack, {error, Reason, M, F, tl(Args)}
    end.
