-module(supervisor_restarts_a_child).
-behaviour(supervisor).
-export([main/0, init/1, start_child/1]).

main() ->
    {ok, S} = supervisor:start_link(?MODULE, []),
    A = whereis(worker_a), B = whereis(worker_b),
    R = monitor(process, A),
    worker_a ! crash,
    receive {'DOWN', R, _, _, W} -> io:format("~p~n", [W]) end,
    timer:sleep(50),
    io:format("~p ~p~n", [whereis(worker_a) =/= A, whereis(worker_b) =:= B]),
    io:format("~p~n", [[{Id, is_pid(P), T, M} || {Id, P, T, M} <- supervisor:which_children(S)]]),
    io:format("~p~n", [supervisor:count_children(S)]),
    io:format("~p ~p~n", [supervisor:terminate_child(S, worker_b), whereis(worker_b)]),
    {ok, _} = supervisor:restart_child(S, worker_b),
    io:format("~p~n", [is_pid(whereis(worker_b))]).

init([]) ->
    {ok, {#{strategy => one_for_one, intensity => 3, period => 5},
          [#{id => N, start => {?MODULE, start_child, [N]}} || N <- [worker_a, worker_b]]}}.

start_child(Name) ->
    Me = self(),
    Pid = spawn_link(fun() -> register(Name, self()), Me ! {up, self()}, receive crash -> exit(crashed) end end),
    receive {up, Pid} -> {ok, Pid} end.
