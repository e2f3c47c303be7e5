%% Names that are no atoms, and locks, of the module global.
-module(global_names_and_locks).
-behaviour(gen_server).
-export([main/0, init/1, handle_call/3, handle_cast/2]).

main() ->
    A = waiting(),
    B = waiting(),
    [show(register, fun() -> global:register_name(Name, Pid) end)
     || {Name, Pid} <- [{a, A}, {a, B}, {b, A}, {{x, 1}, B}, {c, no_pid}]],
    show(resolve, fun() -> global:register_name({y, 1}, self(), fun global:notify_all_name/3) end),
    show(wrong_resolve, fun() -> global:register_name(c, self(), best) end),
    show(names, fun() -> {global:whereis_name(a) =:= A, global:whereis_name(nobody), lists:sort(global:registered_names())} end),
    show(rename, fun() -> {global:re_register_name(a, B), global:whereis_name(a) =:= B} end),
    show(send, fun() -> {global:send({y, 1}, hello) =:= self(), receive hello -> received end} end),
    show(send_nobody, fun() -> global:send(nobody, hello) end),
    show(unregister, fun() -> {global:unregister_name(a), global:unregister_name(nobody), global:whereis_name(a)} end),
    exit(B, kill),
    timer:sleep(50),
    show(ended, fun() -> {global:whereis_name({x, 1}), global:registered_names()} end),
    locks(),
    show(sync, fun() -> {global:sync(), global:disconnect()} end),
    show(clash, fun() -> {global:random_notify_name(n, self(), self()) =:= self(), receive Told -> Told end} end),
    server().

waiting() -> spawn(fun() -> receive stop -> ok end end).

locks() ->
    show(lock, fun() -> [global:set_lock({r, me}), global:set_lock({r, me}), free(r), global:del_lock({r, me}), free(r)] end),
    show(of_another, fun() -> [global:set_lock({r, me}), global:del_lock({r, you}), free(r), global:del_lock({r, me}), free(r)] end),
    Self = self(),
    Pid = spawn(fun() -> global:set_lock({r, me}), Self ! locked, receive stop -> ok end end),
    receive locked -> ok end,
    show(together, fun() -> [global:set_lock({r, me}), global:del_lock({r, me}), free(r)] end),
    exit(Pid, kill),
    timer:sleep(50),
    show(holder_ended, fun() -> free(r) end),
    show(waits, fun() -> spawn(fun() -> global:set_lock({w, you}), Self ! locked, timer:sleep(300) end),
                         receive locked -> ok end,
                         global:set_lock({w, me}) end),
    show(nodes, fun() -> [global:set_lock({n, me}, []), free(n)] end),
    show(trans, fun() -> global:trans({t, me}, fun() -> {value, free(t)} end) end),
    show(trans_fails, fun() -> global:trans({t, me}, fun() -> throw(up) end) end),
    show(trans_free, fun() -> free(t) end),
    show(aborted, fun() -> global:set_lock({t, me}), global:trans({t, you}, fun() -> value end, [node()], 0) end).

%% Whether another process gets a lock at once.
free(Resource) ->
    {_, Ref} = spawn_monitor(fun() -> exit({free, global:set_lock({Resource, self()}, [node()], 0)}) end),
    receive {'DOWN', Ref, process, _, {free, Free}} -> Free end.

server() ->
    {ok, Pid} = gen_server:start({global, {server, 1}}, ?MODULE, [], []),
    show(again, fun() -> {error, {already_started, Other}} = gen_server:start({global, {server, 1}}, ?MODULE, [], []),
                         Other =:= Pid end),
    show(call, fun() -> gen_server:call({global, {server, 1}}, who) =:= Pid end),
    show(via, fun() -> gen_server:call({via, global, {server, 1}}, who) =:= Pid end),
    show(stop, fun() -> gen_server:stop({global, {server, 1}}) end),
    timer:sleep(50),
    show(call_nobody, fun() -> gen_server:call({global, {server, 1}}, who) end).

init([]) -> {ok, []}.

handle_call(who, _, State) -> {reply, self(), State}.

handle_cast(_, State) -> {noreply, State}.

show(What, Test) ->
    Result = try Test()
             catch Class:Reason -> {Class, Reason}
             end,
    io:format("~p: ~p~n", [What, Result]).
