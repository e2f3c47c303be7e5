-module(gen_server_calls_and_casts).
-behaviour(gen_server).
-export([main/0, init/1, handle_call/3, handle_cast/2, handle_info/2, terminate/2]).

main() ->
    {ok, P} = gen_server:start_link({local, cnt}, ?MODULE, 5, []),
    gen_server:cast(cnt, {add, 3}),
    io:format("~p ~p~n", [gen_server:call(cnt, get), gen_server:call(P, {swap, 1})]),
    P ! hello,
    io:format("~p~n", [gen_server:call(P, later)]),
    io:format("~p ~p~n", [gen_server:stop(P), whereis(cnt)]),
    {_, {C, _}} = {x, caught(fun() -> gen_server:call(cnt, get) end)},
    io:format("~p~n", [C]).

init(N) -> io:format("init ~p~n", [N]), {ok, N}.
handle_call(get, _, N) -> {reply, N, N};
handle_call({swap, M}, _, N) -> {reply, N, M};
handle_call(later, From, N) -> gen_server:reply(From, {later, N}), {noreply, N}.
handle_cast({add, K}, N) -> {noreply, N + K}.
handle_info(M, N) -> io:format("info ~p~n", [M]), {noreply, N}.
terminate(R, N) -> io:format("terminate ~p ~p~n", [R, N]).

caught(F) -> try F() of V -> {ok, V} catch exit:{R, _} -> {R, exit} end.
