%% Looking at a server by sys: trace, log, statistics, functions of one's own, status.
-module(sys_debugging).
-behaviour(gen_server).
-export([main/0, init/1, handle_call/3, handle_cast/2]).

main() ->
    {ok, P} = gen_server:start_link({local, watched}, ?MODULE, 0, [{debug, [{log, 3}]}]),
    gen_server:cast(P, one),
    gen_server:cast(P, two),
    sync(P),
    {ok, Events} = sys:log(P, get),
    io:format("~p~n", [Events]),
    io:format("~p~n", [sys:log(P, print)]),
    io:format("~p ~p~n", [sys:log(P, false), sys:log(P, get)]),
    io:format("~p~n", [sys:statistics(P, get)]),
    ok = sys:statistics(P, true),
    gen_server:cast(P, three),
    sync(P),
    {ok, Counters} = sys:statistics(P, get),
    io:format("~p~n", [[Item || {Key, _} = Item <- Counters, Key =:= messages_in orelse Key =:= messages_out]]),
    ok = sys:install(P, {counter, fun(N, Event, Name) -> io:format("~p ~p ~p~n", [N, Event, Name]), N + 1 end, 1}),
    gen_server:cast(P, four),
    sync(P),
    ok = sys:remove(P, counter),
    ok = sys:install(P, {fun(_, _, _) -> done end, s}),
    gen_server:cast(P, five),
    ok = sys:trace(P, true),
    gen_server:cast(P, six),
    sync(P),
    ok = sys:no_debug(P),
    {status, P, {module, gen_server}, [_, running, Parent, [], [{header, Header} | Data]]} = sys:get_status(P),
    io:format("~p ~p~n~p~n", [Parent =:= self(), Header, lists:last(Data)]),
    ok = sys:suspend(P),
    {status, P, _, [_, suspended | _]} = sys:get_status(P),
    io:format("~p~n", [catch sys:get_state(nobody)]),
    io:format("~p~n", [sys:get_state(P)]),
    ok = sys:resume(P),
    unlink(P),
    io:format("~p ~p~n", [sys:terminate(P, shutdown), gone(P)]).

gone(P) ->
    M = monitor(process, P),
    receive {'DOWN', M, _, _, _} -> gone end.

sync(P) -> sys:get_state(P).

init(N) -> {ok, N}.
handle_call(_, _, N) -> {reply, N, N}.
handle_cast(_, N) -> {noreply, N + 1}.
