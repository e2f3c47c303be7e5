%%% Names that are no atoms, and locks, for all processes of the node: the module `global`. There is one node, this one.
%%%
%%% One process keeps both, from the first name or lock on; it watches those who have them. Names are read from its
%%% table. A lock belongs to a requester, for whom several processes may hold it.
-module(global).

-export([start/0, start_link/0, stop/0, sync/0, disconnect/0, info/0]).
-export([register_name/2, register_name/3, re_register_name/2, re_register_name/3, unregister_name/1]).
-export([whereis_name/1, registered_names/0, send/2, register_name_external/2, register_name_external/3]).
-export([unregister_name_external/1]).
-export([set_lock/1, set_lock/2, set_lock/3, del_lock/1, del_lock/2, trans/2, trans/3, trans/4]).
-export([random_exit_name/3, random_notify_name/3, notify_all_name/3]).

-define(SERVER, global_name_server).
-define(NAMES, global_names).
%% The first pause of one who waits for a lock is at most so long, and each one twice as long up to the last.
-define(FIRST_PAUSE, 250).
-define(LAST_PAUSE, 8000).

-type name() :: term().
-type id() :: {ResourceId :: term(), LockRequesterId :: term()}.
-type resolve() :: fun((name(), pid(), pid()) -> pid() | none) | {module(), atom()}.

%%% Names

%% Gives a process a name: yes; no when the name is taken, or the process has another one already.
%% > {global:register_name({worker, 1}, self()), global:whereis_name({worker, 1}) =:= self()}.
%% {yes,true}
%% > global:register_name(one, self()), global:register_name(one, self()).
%% no
-spec register_name(name(), pid()) -> yes | no.
register_name(Name, Pid) when is_pid(Pid) -> register_name(Name, Pid, fun random_exit_name/3).

%% As register_name/2. Resolve would decide between two processes with one name when nodes come together.
%% > global:register_name(lead, self(), fun global:notify_all_name/3).
%% yes
-spec register_name(name(), pid(), resolve()) -> yes | no.
register_name(Name, Pid, Resolve) when is_pid(Pid) ->
    checked(Resolve),
    case ask({register, Name, Pid, application:get_env(kernel, global_multi_name_action, disallow)}) of
        {several, Names} ->
            logger:error("global: ~w registered under several names: ~tw", [Pid, Names]),
            no;
        Answer -> Answer
    end.

checked(Resolve) when is_function(Resolve, 3) -> ok;
checked({M, F}) when is_atom(M), is_atom(F) -> ok.

%% Gives a process a name that another one may have had.
%% > global:register_name(two, self()), global:re_register_name(two, self()).
%% yes
-spec re_register_name(name(), pid()) -> yes.
re_register_name(Name, Pid) when is_pid(Pid) -> re_register_name(Name, Pid, fun random_exit_name/3).

%% As re_register_name/2, with a function as in register_name/3.
%% > global:re_register_name(five, self(), {global, random_notify_name}).
%% yes
-spec re_register_name(name(), pid(), resolve()) -> yes.
re_register_name(Name, Pid, Resolve) when is_pid(Pid) ->
    checked(Resolve),
    ask({rename, Name, Pid}).

%% As register_name/2, for a process that would be at a node of another kind.
%% > global:register_name_external(six, self()).
%% yes
-spec register_name_external(name(), pid()) -> yes | no.
register_name_external(Name, Pid) -> register_name(Name, Pid).

%% As register_name/3, for a process that would be at a node of another kind.
%% > global:register_name_external(seven, self(), fun global:notify_all_name/3).
%% yes
-spec register_name_external(name(), pid(), resolve()) -> yes | no.
register_name_external(Name, Pid, Resolve) -> register_name(Name, Pid, Resolve).

%% Takes a name away, if it is there.
%% > global:register_name(three, self()), global:unregister_name(three), global:whereis_name(three).
%% undefined
-spec unregister_name(name()) -> ok.
unregister_name(Name) ->
    whereis_name(Name) =/= undefined andalso ask({unregister, Name}),
    ok.

%% As unregister_name/1.
%% > global:register_name_external(eight, self()), global:unregister_name_external(eight), global:whereis_name(eight).
%% undefined
-spec unregister_name_external(name()) -> ok.
unregister_name_external(Name) -> unregister_name(Name).

%% The process that has a name; undefined when none has.
%% > global:whereis_name(nobody).
%% undefined
-spec whereis_name(name()) -> pid() | undefined.
whereis_name(Name) ->
    case found(Name) of
        [{_, Pid, _}] -> Pid;
        [] -> undefined
    end.

found(Name) ->
    try ets:lookup(?NAMES, Name)
    catch error:badarg -> []
    end.

%% All names.
%% > global:register_name("a text", self()), lists:member("a text", global:registered_names()).
%% true
-spec registered_names() -> [name()].
registered_names() ->
    try ets:select(?NAMES, [{{'$1', '_', '_'}, [], ['$1']}])
    catch error:badarg -> []
    end.

%% Sends a message to the process that has a name. Exits with {badarg, {Name, Message}} when none has.
%% > global:register_name(four, self()), global:send(four, hello), receive Message -> Message end.
%% hello
%% > global:send(nobody, hello).
%% ** exit:{badarg,{nobody,hello}}
-spec send(name(), term()) -> pid().
send(Name, Message) ->
    case whereis_name(Name) of
        undefined -> exit({badarg, {Name, Message}});
        Pid ->
            Pid ! Message,
            Pid
    end.

%% Resolves a clash of names: one of two processes, chosen at random, keeps the name, and the other one is killed.
%% > Pids = [spawn(fun() -> receive go -> ok end end) || _ <- "ab"], Kept = apply(global, random_exit_name, [mine | Pids]),
%%   [is_process_alive(Pid) =:= (Pid =:= Kept) || Pid <- Pids].
%% [true,true]
-spec random_exit_name(name(), pid(), pid()) -> pid().
random_exit_name(_, Pid1, Pid2) ->
    {Kept, Other} = chosen(Pid1, Pid2),
    exit(Other, kill),
    Kept.

%% Resolves a clash of names: one of two processes, chosen at random, keeps the name, and the other one gets the message
%% {global_name_conflict, Name}.
%% > global:random_notify_name(mine, self(), self()), receive Message -> Message end.
%% {global_name_conflict,mine}
-spec random_notify_name(name(), pid(), pid()) -> pid().
random_notify_name(Name, Pid1, Pid2) ->
    {Kept, Other} = chosen(Pid1, Pid2),
    Other ! {global_name_conflict, Name},
    Kept.

chosen(Pid1, Pid2) ->
    case rand:uniform(2) of
        1 -> {Pid1, Pid2};
        2 -> {Pid2, Pid1}
    end.

%% Resolves a clash of names: neither process keeps the name, and both get the message {global_name_conflict, Name,
%% Other}.
%% > global:notify_all_name(ours, self(), self()).
%% none
-spec notify_all_name(name(), pid(), pid()) -> none.
notify_all_name(Name, Pid1, Pid2) ->
    Pid1 ! {global_name_conflict, Name, Pid2},
    Pid2 ! {global_name_conflict, Name, Pid1},
    none.

%%% Locks

%% Locks a resource, waiting until nobody else has it. The id is {Resource, Requester}: who has the lock for the same
%% requester is nobody else.
%% > global:set_lock({printer, self()}).
%% true
-spec set_lock(id()) -> boolean().
set_lock(Id) -> set_lock(Id, [node()], infinity).

%% As set_lock/1, at some nodes.
%% > global:set_lock({plotter, self()}, []).
%% true
-spec set_lock(id(), [node()]) -> boolean().
set_lock(Id, Nodes) -> set_lock(Id, Nodes, infinity).

%% As set_lock/2; tries again so many times, with pauses, and then gives false.
%% > global:set_lock({scanner, a}), global:set_lock({scanner, b}, [node()], 0).
%% false
-spec set_lock(id(), [node()], infinity | non_neg_integer()) -> boolean().
set_lock({_, _} = Id, Nodes, Retries) when is_list(Nodes), is_integer(Retries), Retries >= 0; Retries =:= infinity ->
    not lists:member(node(), Nodes) orelse try_lock(Id, Retries, ?FIRST_PAUSE).

try_lock(Id, Retries, Pause) ->
    case ask({lock, Id, self()}) of
        false when Retries =:= 0 -> false;
        false ->
            timer:sleep(rand:uniform(Pause)),
            try_lock(Id, one_less(Retries), min(2 * Pause, ?LAST_PAUSE));
        true -> true
    end.

one_less(infinity) -> infinity;
one_less(Retries) -> Retries - 1.

%% Gives a lock back that this process has set for the requester.
%% > global:set_lock({key, a}), global:del_lock({key, a}), global:set_lock({key, b}, [node()], 0).
%% true
-spec del_lock(id()) -> true.
del_lock(Id) -> del_lock(Id, [node()]).

%% As del_lock/1, at some nodes.
%% > global:set_lock({gate, a}), global:del_lock({gate, a}, [node()]), global:set_lock({gate, b}, [node()], 0).
%% true
-spec del_lock(id(), [node()]) -> true.
del_lock({_, _} = Id, Nodes) ->
    lists:member(node(), Nodes) andalso ask({unlock, Id, self()}),
    true.

%% The value of a fun that is called under a lock.
%% > global:trans({account, self()}, fun() -> 6 * 7 end).
%% 42
-spec trans(id(), fun(() -> Value)) -> Value | aborted.
trans(Id, Fun) -> trans(Id, Fun, [node()], infinity).

%% As trans/2, with a lock at some nodes.
%% > global:trans({ledger, self()}, fun() -> written end, [node()]).
%% written
-spec trans(id(), fun(() -> Value), [node()]) -> Value | aborted.
trans(Id, Fun, Nodes) -> trans(Id, Fun, Nodes, infinity).

%% As trans/3; when the lock is not free after so many tries the fun is not called, and aborted is the value.
%% > global:set_lock({door, a}), global:trans({door, b}, fun() -> open end, [node()], 0).
%% aborted
-spec trans(id(), fun(() -> Value), [node()], infinity | non_neg_integer()) -> Value | aborted.
trans(Id, Fun, Nodes, Retries) ->
    case set_lock(Id, Nodes, Retries) of
        true ->
            try Fun()
            after del_lock(Id, Nodes)
            end;
        false -> aborted
    end.

%%% The server

%% Starts the process that keeps the names, as the first name does.
%% > {ok, Server} = global:start(), is_process_alive(Server).
%% true
-spec start() -> {ok, pid()}.
start() -> {ok, server()}.

%% As start/0, and links the caller with it.
%% > {ok, Server} = global:start_link(), is_process_alive(Server).
%% true
-spec start_link() -> {ok, pid()}.
start_link() ->
    Server = server(),
    link(Server),
    {ok, Server}.

%% Ends the process that keeps the names: they are forgotten, the locks too.
%% > global:register_name(nine, self()), global:stop(), global:whereis_name(nine).
%% undefined
-spec stop() -> ok.
stop() ->
    whereis(?SERVER) =/= undefined andalso ask(stop),
    ok.

%% Waits until all nodes know the same names; there is no other one.
%% > global:sync().
%% ok
-spec sync() -> ok.
sync() -> ok.

%% Ends the connections to other nodes, of which there are none.
%% > global:disconnect().
%% []
-spec disconnect() -> [node()].
disconnect() -> [].

%% What is kept, for those who look for a fault: {state, Names, Locks}.
%% > element(1, global:info()).
%% state
-spec info() -> {state, [{name(), pid()}], #{term() => term()}}.
info() -> ask(info).

server() -> erlet_server:named(?SERVER, fun serve/0).

ask(Request) ->
    case erlet_server:ask(server(), Request) of
        {ok, Answer} -> Answer;
        {down, Reason} -> exit({Reason, {?MODULE, Request}})
    end.

serve() ->
    ets:new(?NAMES, [named_table, {read_concurrency, true}]),
    loop(#{}).

%% Locks: the requester of a resource and its processes, with their monitors.
loop(Locks) ->
    receive
        {'$ask', From, Ref, stop} -> From ! {Ref, ok};
        {'$ask', From, Ref, Request} ->
            {Answer, Left} = answer(Request, Locks),
            From ! {Ref, Answer},
            loop(Left);
        {'DOWN', Monitor, process, Pid, _} ->
            ets:match_delete(?NAMES, {'_', Pid, Monitor}),
            loop(maps:filtermap(fun(_, Lock) -> without(Pid, Monitor, Lock) end, Locks))
    end.

answer({register, Name, Pid, Several}, Locks) ->
    Others = [Other || [Other] <- ets:match(?NAMES, {'$1', Pid, '_'})],
    case ets:member(?NAMES, Name) of
        true -> {no, Locks};
        false when Others =/= [], Several =/= allow -> {{several, [Name | Others]}, Locks};
        false -> {named(Name, Pid), Locks}
    end;
answer({rename, Name, Pid}, Locks) ->
    unnamed(Name),
    {named(Name, Pid), Locks};
answer({unregister, Name}, Locks) ->
    unnamed(Name),
    {ok, Locks};
answer({lock, {Resource, Requester}, Pid}, Locks) ->
    case Locks of
        #{Resource := {Requester, #{Pid := _}}} -> {true, Locks};
        #{Resource := {Requester, Pids}} -> {true, Locks#{Resource := {Requester, Pids#{Pid => monitor(process, Pid)}}}};
        #{Resource := _} -> {false, Locks};
        #{} -> {true, Locks#{Resource => {Requester, #{Pid => monitor(process, Pid)}}}}
    end;
answer({unlock, {Resource, Requester}, Pid}, Locks) ->
    case Locks of
        #{Resource := {Requester, #{Pid := Monitor}} = Lock} ->
            demonitor(Monitor, [flush]),
            case without(Pid, Monitor, Lock) of
                {true, Left} -> {true, Locks#{Resource := Left}};
                false -> {true, maps:remove(Resource, Locks)}
            end;
        #{} -> {true, Locks}
    end;
answer(info, Locks) -> {{state, [{Name, Pid} || {Name, Pid, _} <- ets:tab2list(?NAMES)], Locks}, Locks}.

named(Name, Pid) ->
    ets:insert(?NAMES, {Name, Pid, monitor(process, Pid)}),
    yes.

unnamed(Name) -> [demonitor(Monitor, [flush]) || {_, _, Monitor} <- ets:take(?NAMES, Name)].

%% A lock without one of its processes; false when it was the last one.
without(Pid, Monitor, {Requester, Pids}) ->
    case Pids of
        #{Pid := Monitor} when map_size(Pids) =:= 1 -> false;
        #{Pid := Monitor} -> {true, {Requester, maps:remove(Pid, Pids)}};
        #{} -> true
    end.
