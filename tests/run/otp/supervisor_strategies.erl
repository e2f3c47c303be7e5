%% Which children are started again when one dies, in which order.
-module(supervisor_strategies).
-behaviour(supervisor).
-export([main/0, init/1, start_child/2, ready/2]).

main() ->
    logger:set_primary_config(level, none),
    process_flag(trap_exit, true),
    [strategy(Strategy) || Strategy <- [one_for_one, rest_for_one, one_for_all]],
    types(),
    intensity(),
    again().

strategy(Strategy) ->
    io:format("== ~p~n", [Strategy]),
    {ok, S} = supervisor:start_link(?MODULE, {#{strategy => Strategy}, [child(Id, permanent) || Id <- [a, b, c, d]]}),
    flush(),
    io:format("b dies~n"),
    exit(pid(S, b), kill),
    timer:sleep(150),
    flush(),
    io:format("~p~n", [[{Id, is_pid(P)} || {Id, P, _, _} <- supervisor:which_children(S)]]),
    stop(S).

types() ->
    io:format("== types~n"),
    {ok, S} = supervisor:start_link(?MODULE, {#{intensity => 10}, [child(Type, Type) || Type <- [permanent, transient, temporary]]}),
    [begin
         [case pid(S, Id) of
              P when is_pid(P) -> P ! {die, Reason}, timer:sleep(150);
              _ -> none
          end || Id <- [permanent, transient, temporary]],
         timer:sleep(150),
         io:format("~p: ~p~n", [Reason, [{Id, is_pid(P)} || {Id, P, _, _} <- supervisor:which_children(S)]]),
         supervisor:restart_child(S, transient),
         supervisor:start_child(S, child(temporary, temporary))
     end || Reason <- [normal, shutdown, {shutdown, x}, crash]],
    stop(S).

intensity() ->
    io:format("== intensity~n"),
    {ok, S} = supervisor:start_link(?MODULE, {{one_for_one, 2, 10}, [child(a, permanent), child(b, temporary)]}),
    [begin
         exit(pid(S, a), kill),
         timer:sleep(150)
     end || _ <- [1, 2, 3]],
    receive {'EXIT', S, Reason} -> io:format("~p~n", [Reason]) end.

%% A child that cannot be started again at once is tried again, until it is too often.
again() ->
    io:format("== again~n"),
    {ok, S} = supervisor:start_link(?MODULE, {{one_for_one, 5, 10}, [child(a, permanent)]}),
    register(refuse, self()),
    exit(pid(S, a), kill),
    receive {'EXIT', S, Reason} -> io:format("~p~n", [Reason]) end,
    unregister(refuse).

stop(S) ->
    flush(),
    io:format("stop~n"),
    exit(S, shutdown),
    receive {'EXIT', S, Reason} -> io:format("~p~n", [Reason]) end,
    flush().

flush() -> receive {note, Note} -> io:format("  ~p~n", [Note]), flush() after 0 -> ok end.

pid(S, Id) ->
    case lists:keyfind(Id, 1, supervisor:which_children(S)) of
        {_, P, _, _} -> P;
        false -> none
    end.

child(Id, Type) -> #{id => Id, start => {?MODULE, start_child, [Id, self()]}, restart => Type, shutdown => 1000}.

init({Flags, Children}) -> {ok, {Flags, Children}}.

start_child(Id, Main) ->
    case whereis(refuse) of
        undefined ->
            Main ! {note, {start, Id}},
            proc_lib:start_link(?MODULE, ready, [Id, Main]);
        _ -> {error, refused}
    end.

ready(Id, Main) ->
    process_flag(trap_exit, true),
    proc_lib:init_ack({ok, self()}),
    run(Id, Main).

run(Id, Main) ->
    receive
        {'EXIT', _, Reason} -> Main ! {note, {Id, stopped, Reason}}, exit(Reason);
        {die, Reason} -> exit(Reason)
    end.
