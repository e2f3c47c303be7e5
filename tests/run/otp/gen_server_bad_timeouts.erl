%% Timeouts that a callback may return, and those that make the answer a bad one; what code_change may throw.
-module(gen_server_bad_timeouts).
-behaviour(gen_server).
-export([main/0, init/1, handle_call/3, handle_cast/2, handle_info/2, handle_continue/2, terminate/2, code_change/3]).
init(X) -> X.
handle_call(R, _, _) -> R.
handle_cast(R, _) -> R.
handle_info(timeout, S) -> {noreply, {timed_out, S}};
handle_info(R, _) -> R.
handle_continue(go, S) -> {noreply, {continued, S}};
handle_continue({ret, R}, _) -> R.
terminate(R, S) -> io:format("  terminate ~0p ~0p~n", [R, S]).
code_change(_, S, thrown) -> throw({ok, {thrown, S}});
code_change(_, S, returned) -> {ok, {returned, S}};
code_change(_, _, thrown_other) -> throw(no);
code_change(_, _, failed) -> exit(no).
times() -> [0, infinity, hibernate, {continue, go}, bad, -1, 1.0, {continue, go, 2}, [], 16#ffffffff].
main() ->
    logger:set_primary_config(level, none),
    process_flag(trap_exit, true),
    [begin
        io:format("~w~n", [T]),
        R = gen_server:start(?MODULE, {ok, s, T}, []),
        io:format("  init ~0p~n", [norm(R)]),
        case R of {ok, P} -> io:format("  ~0p~n", [try sys:get_state(P) catch exit:_ -> failed end]), exit(P, kill); _ -> ok end,
        ask(fun(Q) -> gen_server:call(Q, {reply, answer, t, T}) end),
        ask(fun(Q) -> gen_server:call(Q, {noreply, t, T}, 10) end),
        ask(fun(Q) -> gen_server:cast(Q, {noreply, u, T}) end),
        ask(fun(Q) -> Q ! {noreply, v, T}, ok end),
        ask(fun(Q) -> gen_server:cast(Q, {noreply, v, {continue, {ret, {noreply, w, T}}}}) end),
        E = spawn(fun() -> put('$ancestors', [self()]), catch gen_server:enter_loop(?MODULE, [], entered, T) end),
        M = monitor(process, E),
        io:format("  enter ~0p~n", [receive {'DOWN', M, _, _, Why} -> Why after 10 -> try sys:get_state(E) catch C:X -> {C, norm(X)} end end])
     end || T <- times()],
    {ok, Q} = gen_server:start(?MODULE, {ok, s}, []),
    [begin sys:suspend(Q), io:format("~p ~0p~n", [W, norm(sys:change_code(Q, ?MODULE, v, W))]), sys:resume(Q), io:format("~p~n", [sys:get_state(Q)]) end
     || W <- [thrown, returned, thrown_other, failed]].
ask(F) ->
    {ok, P} = gen_server:start(?MODULE, {ok, s}, []),
    A = (catch F(P)),
    timer:sleep(5),
    io:format("  ~0p ~0p~n", [norm(A), try sys:get_state(P) catch exit:{noproc, _} -> gone end]),
    exit(P, kill).
norm({'EXIT', R}) -> {'EXIT', norm(R)};
norm({R, [{_, _, _, _} | _]}) -> R;
norm({R, {M, F, _}}) -> {norm(R), M, F};
norm({ok, P}) when is_pid(P) -> ok;
norm({error, R}) -> {error, norm(R)};
norm(X) -> X.

