%%% What the generic behaviours share: starting, naming and calling their processes.
%%%
%%% A call is `{Label, {Caller, Tag}, Request}`; its answer `{Tag, Reply}` goes to the alias of a monitor, so that
%%% it cannot arrive once the caller has given up: `Tag` is `[alias | Monitor]`. The process of a behaviour is
%%% started by `proc_lib` with `init_it`, gets its name there, and goes on in the behaviour's own `init_it/6`.
-module(gen).

-export([start/5, start/6, stop/1, stop/3, call/3, call/4, reply/2]).
-export([send_request/3, send_request/5, wait_response/2, wait_response/3, receive_response/2, receive_response/3]).
-export([check_response/2, check_response/3, reqids_new/0, reqids_size/1, reqids_add/3, reqids_to_list/1]).
-export([init_it/6, init_it/7, name/1, unregister_name/1, get_proc_name/1, get_parent/0]).
-export([debug_options/2, hibernate_after/1, format_status_header/2, format_status/4]).

-export_type([request_id_collection/0]).

-type linkage() :: nolink | link | monitor.
-type name() :: {local, atom()} | {global, term()} | {via, module(), term()}.
-type server_ref() :: pid() | atom() | {atom(), node()} | {global, term()} | {via, module(), term()}.
-type tag() :: [alias | reference()] | term().
-type from() :: {pid(), tag()}.
-type request_id() :: reference().
-opaque request_id_collection() :: #{request_id() => term()}.
-type response() :: {reply, term()} | {error, {term(), server_ref()}}.
-type response_timeout() :: timeout() | {abs, integer()}.

-define(DEFAULT_TIMEOUT, 5000).

%%% Starting

%% Starts a named process of a behaviour, unless the name is taken: `{error, {already_started, Pid}}`. The second
%% argument is `link`, `nolink` or `monitor`; the process begins in the behaviour's init_it/6. What start of a
%% behaviour gives, so does this.
%% > {ok, P} = gen:start(gen_event, link, {local, paper}, none, [], []), whereis(paper) =:= P.
%% true
%% > gen:start(gen_event, link, paper, none, [], []).
%% ** error:function_clause
-spec start(module(), linkage(), name(), module(), term(), [term()]) ->
    {ok, pid()} | {ok, {pid(), reference()}} | ignore | {error, term()}.
start(Behaviour, Linkage, Name, Module, Args, Options) ->
    case where(Name) of
        undefined -> do_start(Linkage, Options, [Name, Module, Args, Options], Behaviour);
        Pid -> {error, {already_started, Pid}}
    end.

%% Starts a process of a behaviour without a name; else as start/6.
%% > {ok, P} = gen:start(gen_event, nolink, none, [], []), gen_event:stop(P).
%% ok
-spec start(module(), linkage(), module(), term(), [term()]) ->
    {ok, pid()} | {ok, {pid(), reference()}} | ignore | {error, term()}.
start(Behaviour, Linkage, Module, Args, Options) ->
    do_start(Linkage, Options, [Module, Args, Options], Behaviour).

do_start(Linkage, Options, Args, Behaviour) ->
    Timeout = option(timeout, Options, infinity),
    Spawn = option(spawn_opt, Options, []),
    case Linkage of
        link -> proc_lib:start_link(?MODULE, init_it, [Behaviour, self(), self() | Args], Timeout, Spawn);
        nolink -> proc_lib:start(?MODULE, init_it, [Behaviour, self(), self | Args], Timeout, Spawn);
        monitor -> monitored(proc_lib:start_monitor(?MODULE, init_it, [Behaviour, self(), self() | Args], Timeout, Spawn))
    end.

monitored({{ok, Pid}, Ref}) -> {ok, {Pid, Ref}};
monitored({Result, Ref}) ->
    %% The monitor of a process that did not start is of no use to the caller.
    receive {'DOWN', Ref, process, _, _} -> Result end.

option(Key, Options, Default) ->
    case lists:keyfind(Key, 1, Options) of
        {_, Value} -> Value;
        false -> Default
    end.

%% The new process, without a name: goes on in the behaviour.
%% > Args = [gen_event, self(), self(), none, [], []], {ok, P} = proc_lib:start_link(gen, init_it, Args),
%%   gen_event:which_handlers(P).
%% []
-spec init_it(module(), pid(), pid() | self, module(), term(), [term()]) -> term().
init_it(Behaviour, Starter, Parent, Module, Args, Options) ->
    Behaviour:init_it(Starter, parent(Parent), self(), Module, Args, Options).

%% The new process gets its name first, unless somebody was faster.
%% > Args = [gen_event, self(), self(), {local, paper}, none, [], []],
%%   {ok, P} = proc_lib:start_link(gen, init_it, Args), whereis(paper) =:= P.
%% true
-spec init_it(module(), pid(), pid() | self, name(), module(), term(), [term()]) -> term().
init_it(Behaviour, Starter, Parent, Name, Module, Args, Options) ->
    case register_name(Name) of
        true -> Behaviour:init_it(Starter, parent(Parent), Name, Module, Args, Options);
        Pid -> proc_lib:init_ack(Starter, {error, {already_started, Pid}})
    end.

parent(self) -> self();
parent(Pid) -> Pid.

%%% Names

where({local, Name}) -> whereis(Name);
where({global, Name}) -> global:whereis_name(Name);
where({via, Module, Name}) -> Module:whereis_name(Name).

register_name({local, Name} = Full) ->
    try register(Name, self())
    catch error:_ -> where(Full)
    end;
register_name({global, Name}) -> register_by(global, Name);
register_name({via, Module, Name}) -> register_by(Module, Name).

register_by(Module, Name) ->
    case Module:register_name(Name, self()) of
        yes -> true;
        no -> Module:whereis_name(Name)
    end.

%% Gives up a name, if there is one.
%% > register(paper, self()), gen:unregister_name({local, paper}), whereis(paper).
%% undefined
-spec unregister_name(name() | pid()) -> term().
unregister_name({local, Name}) ->
    try unregister(Name)
    catch error:_ -> ok
    end;
unregister_name({global, Name}) -> global:unregister_name(Name);
unregister_name({via, Module, Name}) -> Module:unregister_name(Name);
unregister_name(Pid) when is_pid(Pid) -> Pid.

%% How a process calls itself in reports: its name without `local`, `global` or `via`.
%% > [gen:name({local, paper}), gen:name({via, shop, <<"paper">>})].
%% [paper,<<"paper">>]
-spec name(name() | pid()) -> term().
name({local, Name}) -> Name;
name({global, Name}) -> Name;
name({via, _, Name}) -> Name;
name(Pid) when is_pid(Pid) -> Pid.

%% The name under which the caller, about to enter a behaviour's loop, says it is registered. Exits with
%% `process_not_registered` or the like when it is not.
%% > register(paper, self()), gen:get_proc_name({local, paper}).
%% paper
%% > gen:get_proc_name({local, paper}).
%% ** exit:process_not_registered
-spec get_proc_name(name() | pid()) -> term().
get_proc_name(Pid) when is_pid(Pid) -> Pid;
get_proc_name({local, Name}) ->
    case process_info(self(), registered_name) of
        {registered_name, Name} -> Name;
        {registered_name, _} -> exit(process_not_registered);
        [] -> exit(process_not_registered)
    end;
get_proc_name({global, Name}) -> checked(global:whereis_name(Name), Name, process_not_registered_globally);
get_proc_name({via, Module, Name}) -> checked(Module:whereis_name(Name), Name, {process_not_registered_via, Module}).

checked(Pid, Name, _) when Pid =:= self() -> Name;
checked(_, _, Reason) -> exit(Reason).

%% The process that started the caller by `proc_lib`. Exits with `process_was_not_started_by_proc_lib` in another's.
%% > {Me, _} = {self(), proc_lib:spawn_link(fun() -> exit({parent, gen:get_parent()}) end)},
%%   process_flag(trap_exit, true), receive {'EXIT', _, {parent, P}} -> P =:= Me end.
%% true
%% > gen:get_parent().
%% ** exit:process_was_not_started_by_proc_lib
-spec get_parent() -> pid().
get_parent() ->
    case get('$ancestors') of
        [Parent | _] when is_pid(Parent) -> Parent;
        [Parent | _] when is_atom(Parent) -> pid_of_parent(Parent);
        _ -> exit(process_was_not_started_by_proc_lib)
    end.

pid_of_parent(Parent) ->
    case whereis(Parent) of
        undefined -> exit(could_not_find_registered_name);
        Pid -> Pid
    end.

%%% Calling

%% Asks a process by a message `{Label, From, Request}`, and waits for five seconds at most; exits as call/4 does.
%% > P = spawn_link(fun() -> receive {ask, From, N} -> gen:reply(From, N * 2) end end), gen:call(P, ask, 21).
%% {ok,42}
-spec call(server_ref(), term(), term()) -> {ok, term()}.
call(Server, Label, Request) -> call(Server, Label, Request, ?DEFAULT_TIMEOUT).

%% Asks a process and waits so many milliseconds; exits with `timeout`, with `noproc`, or with what the process died
%% of.
%% > P = spawn_link(fun() -> receive {ask, From, N} -> gen:reply(From, N * 2) end end),
%%   gen:call(P, ask, 21, infinity).
%% {ok,42}
%% > gen:call(nobody, ask, 21, 1000).
%% ** exit:noproc
%% > gen:call(spawn_link(fun() -> receive after infinity -> ok end end), ask, 21, 1).
%% ** exit:timeout
-spec call(server_ref(), term(), term(), timeout()) -> {ok, term()}.
call(Pid, _, _, _) when Pid =:= self() -> exit(calling_self);
call(Pid, Label, Request, infinity) when is_pid(Pid) ->
    %% Nobody gives up here: a plain reference is enough of a tag.
    Monitor = erlang:monitor(process, Pid),
    Pid ! {Label, {self(), Monitor}, Request},
    receive
        {Monitor, Reply} ->
            erlang:demonitor(Monitor, [flush]),
            {ok, Reply};
        {'DOWN', Monitor, _, _, Reason} -> exit(Reason)
    end;
call(Pid, Label, Request, Timeout) when is_pid(Pid), is_integer(Timeout), Timeout >= 0 ->
    Monitor = erlang:monitor(process, Pid, [{alias, demonitor}]),
    Tag = [alias | Monitor],
    Pid ! {Label, {self(), Tag}, Request},
    receive
        {[alias | Monitor], Reply} ->
            erlang:demonitor(Monitor, [flush]),
            {ok, Reply};
        {'DOWN', Monitor, _, _, Reason} -> exit(Reason)
    after Timeout ->
        erlang:demonitor(Monitor, [flush]),
        %% The answer may have come before the alias was given up.
        receive {[alias | Monitor], Reply} -> {ok, Reply}
        after 0 -> exit(timeout)
        end
    end;
call(Server, Label, Request, Timeout) when not is_pid(Server), Timeout =:= infinity;
                                           not is_pid(Server), is_integer(Timeout), Timeout >= 0 ->
    case find(Server) of
        undefined -> exit(noproc);
        {nodedown, _} = Reason -> exit(Reason);
        Pid -> call(Pid, Label, Request, Timeout)
    end.

%% The process behind a reference to a server.
find(Pid) when is_pid(Pid) -> Pid;
find(Name) when is_atom(Name) -> whereis(Name);
find({global, Name}) -> where({global, Name});
find({via, _, _} = Name) -> where(Name);
find({Name, Node}) when Node =:= node(), is_atom(Name) -> whereis(Name);
find({Name, Node}) when is_atom(Name), is_atom(Node) -> {nodedown, Node}.

%% Answers a call; From is what came with the request.
%% > P = spawn_link(fun() -> receive {ask, From, N} -> gen:reply(From, N * 2) end end), gen:call(P, ask, 4).
%% {ok,8}
-spec reply(from(), term()) -> ok.
reply({_, [alias | Alias] = Tag}, Reply) when is_reference(Alias) ->
    Alias ! {Tag, Reply},
    ok;
reply({_, [[alias | Alias] | _] = Tag}, Reply) when is_reference(Alias) ->
    Alias ! {Tag, Reply},
    ok;
reply({To, Tag}, Reply) ->
    try To ! {Tag, Reply} of
        _ -> ok
    catch
        _:_ -> ok
    end.

%% Ends a process that handles system messages with the reason `normal`, and waits until it is gone.
%% > {ok, P} = gen_event:start(), {gen:stop(P), is_process_alive(P)}.
%% {ok,false}
-spec stop(server_ref()) -> ok.
stop(Server) -> stop(Server, normal, infinity).

%% Ends a process with a reason and waits until it is gone; exits with `timeout` after so many milliseconds.
%% > {ok, P} = gen_event:start(), gen:stop(P, normal, 1000).
%% ok
%% > gen:stop(nobody, normal, 1000).
%% ** exit:noproc
-spec stop(server_ref(), term(), timeout()) -> ok.
stop(Server, Reason, Timeout) when Timeout =:= infinity; is_integer(Timeout), Timeout >= 0 ->
    case find(Server) of
        undefined -> exit(noproc);
        {nodedown, _} = Down -> exit({Down, {sys, terminate, [Server, Reason, Timeout]}});
        Pid -> proc_lib:stop(Pid, Reason, Timeout)
    end.

%%% Requests whose answers come later. A request is known by its monitor.

%% Sends a request as call/3 does and returns at once, with what fetches the answer.
%% > P = spawn_link(fun() -> receive {ask, From, N} -> gen:reply(From, N * 2) end end),
%%   gen:receive_response(gen:send_request(P, ask, 21), 1000).
%% {reply,42}
-spec send_request(server_ref(), term(), term()) -> request_id().
send_request(Server, Label, Request) ->
    case find(Server) of
        undefined -> died(Server, noproc);
        {nodedown, _} = Reason -> died(Server, Reason);
        Process ->
            Monitor = erlang:monitor(process, Process, [{alias, demonitor}]),
            _ = (catch Process ! {Label, {self(), [alias | Monitor]}, Request}),
            Monitor
    end.

%% A server that is not there answers as one that has just died.
died(Server, Reason) ->
    Monitor = make_ref(),
    self() ! {'DOWN', Monitor, process, Server, Reason},
    Monitor.

%% Sends a request and adds it with a label to a collection.
%% > P = spawn_link(fun() -> receive {ask, From, N} -> gen:reply(From, N * 2) end end),
%%   gen:reqids_size(gen:send_request(P, ask, 21, first, gen:reqids_new())).
%% 1
-spec send_request(server_ref(), term(), term(), term(), request_id_collection()) -> request_id_collection().
send_request(Server, Label, Request, Key, Requests) when is_map(Requests) ->
    Requests#{send_request(Server, Label, Request) => Key}.

%% Waits for an answer so many milliseconds; the request stays after `timeout`. `{error, {Reason, Server}}` when the
%% process is not there or ends.
%% > P = spawn_link(fun() -> receive {ask, From, N} -> gen:reply(From, N * 2) end end),
%%   gen:wait_response(gen:send_request(P, ask, 21), 1000).
%% {reply,42}
%% > gen:wait_response(gen:send_request(nobody, ask, 21), 1000).
%% {error,{noproc,nobody}}
-spec wait_response(request_id(), response_timeout()) -> response() | timeout.
wait_response(Monitor, Timeout) when is_reference(Monitor) ->
    receive
        {[alias | Monitor], Reply} -> answered(Monitor, Reply);
        {'DOWN', Monitor, _, Object, Reason} -> {error, {Reason, Object}}
    after milliseconds(Timeout) -> timeout
    end.

%% Waits for an answer as wait_response/2 does; the request is given up after `timeout`.
%% > P = spawn_link(fun() -> receive {ask, From, N} -> gen:reply(From, N * 2) end end),
%%   gen:receive_response(gen:send_request(P, ask, 21), 1000).
%% {reply,42}
-spec receive_response(request_id(), response_timeout()) -> response() | timeout.
receive_response(Monitor, Timeout) when is_reference(Monitor) ->
    case wait_response(Monitor, Timeout) of
        timeout ->
            erlang:demonitor(Monitor, [flush]),
            receive {[alias | Monitor], Reply} -> {reply, Reply}
            after 0 -> timeout
            end;
        Response -> Response
    end.

%% Whether a message that was received is the answer to a request; `no_reply` when it is not.
%% > P = spawn_link(fun() -> receive {ask, From, N} -> gen:reply(From, N * 2) end end),
%%   Id = gen:send_request(P, ask, 21), receive M -> gen:check_response(M, Id) end.
%% {reply,42}
-spec check_response(term(), request_id()) -> response() | no_reply.
check_response({[alias | Monitor], Reply}, Monitor) -> answered(Monitor, Reply);
check_response({'DOWN', Monitor, _, Object, Reason}, Monitor) -> {error, {Reason, Object}};
check_response(_, Monitor) when is_reference(Monitor) -> no_reply.

answered(Monitor, Reply) ->
    erlang:demonitor(Monitor, [flush]),
    {reply, Reply}.

%% Waits for one of the answers of a collection: it, its label and the collection, without the request if the last
%% argument is true. `no_request` when the collection is empty.
%% > P = spawn_link(fun() -> receive {ask, From, N} -> gen:reply(From, N * 2) end end),
%%   Rs = gen:send_request(P, ask, 21, a, gen:reqids_new()),
%%   {Response, Label, Left} = gen:wait_response(Rs, 1000, true), {Response, Label, gen:reqids_size(Left)}.
%% {{reply,42},a,0}
-spec wait_response(request_id_collection(), response_timeout(), boolean()) ->
    {response(), term(), request_id_collection()} | no_request | timeout.
wait_response(Requests, _, Delete) when map_size(Requests) =:= 0, is_boolean(Delete) -> no_request;
wait_response(Requests, Timeout, Delete) when is_map(Requests), is_boolean(Delete) ->
    receive
        {[alias | Monitor], Reply} when is_map_key(Monitor, Requests) ->
            taken(answered(Monitor, Reply), Monitor, Requests, Delete);
        {'DOWN', Monitor, _, Object, Reason} when is_map_key(Monitor, Requests) ->
            taken({error, {Reason, Object}}, Monitor, Requests, Delete)
    after milliseconds(Timeout) -> timeout
    end.

%% As wait_response/3; all requests are given up when the time is up.
%% > P = spawn_link(fun() -> receive {ask, From, N} -> gen:reply(From, N * 2) end end),
%%   Rs = gen:send_request(P, ask, 21, a, gen:reqids_new()), element(1, gen:receive_response(Rs, 1000, true)).
%% {reply,42}
-spec receive_response(request_id_collection(), response_timeout(), boolean()) ->
    {response(), term(), request_id_collection()} | no_request | timeout.
receive_response(Requests, Timeout, Delete) ->
    case wait_response(Requests, Timeout, Delete) of
        timeout -> give_up(maps:keys(Requests), Requests, Delete);
        Response -> Response
    end.

give_up([], _, _) -> timeout;
give_up([Monitor | Rest], Requests, Delete) ->
    erlang:demonitor(Monitor, [flush]),
    receive {[alias | Monitor], Reply} -> taken({reply, Reply}, Monitor, Requests, Delete)
    after 0 -> give_up(Rest, Requests, Delete)
    end.

%% Whether a message is one of the answers of a collection.
%% > gen:check_response(hello, gen:reqids_new(), true).
%% no_request
-spec check_response(term(), request_id_collection(), boolean()) ->
    {response(), term(), request_id_collection()} | no_request | no_reply.
check_response(_, Requests, Delete) when map_size(Requests) =:= 0, is_boolean(Delete) -> no_request;
check_response({[alias | Monitor], Reply}, Requests, Delete) when is_map_key(Monitor, Requests) ->
    taken(answered(Monitor, Reply), Monitor, Requests, Delete);
check_response({'DOWN', Monitor, _, Object, Reason}, Requests, Delete) when is_map_key(Monitor, Requests) ->
    taken({error, {Reason, Object}}, Monitor, Requests, Delete);
check_response(_, Requests, Delete) when is_map(Requests), is_boolean(Delete) -> no_reply.

taken(Response, Monitor, Requests, Delete) ->
    Label = map_get(Monitor, Requests),
    case Delete of
        true -> {Response, Label, maps:remove(Monitor, Requests)};
        false -> {Response, Label, Requests}
    end.

milliseconds({abs, Time}) -> max(0, Time - erlang:monotonic_time(millisecond));
milliseconds(Timeout) -> Timeout.

%% An empty collection of requests.
%% > gen:reqids_to_list(gen:reqids_new()).
%% []
-spec reqids_new() -> request_id_collection().
reqids_new() -> #{}.

%% How many requests a collection has.
%% > gen:reqids_size(gen:reqids_new()).
%% 0
-spec reqids_size(request_id_collection()) -> non_neg_integer().
reqids_size(Requests) when is_map(Requests) -> map_size(Requests).

%% Adds a request with a label; fails with badarg when it is there.
%% > P = spawn_link(fun() -> receive {ask, From, N} -> gen:reply(From, N * 2) end end),
%%   gen:reqids_size(gen:reqids_add(gen:send_request(P, ask, 21), a, gen:reqids_new())).
%% 1
-spec reqids_add(request_id(), term(), request_id_collection()) -> request_id_collection().
reqids_add(Request, _, Requests) when is_map_key(Request, Requests) -> error(badarg);
reqids_add(Request, Label, Requests) when is_reference(Request) -> Requests#{Request => Label}.

%% Requests and labels of a collection.
%% > P = spawn_link(fun() -> receive {ask, From, N} -> gen:reply(From, N * 2) end end),
%%   [{_, Label}] = gen:reqids_to_list(gen:send_request(P, ask, 21, a, gen:reqids_new())), Label.
%% a
-spec reqids_to_list(request_id_collection()) -> [{request_id(), term()}].
reqids_to_list(Requests) when is_map(Requests) -> maps:to_list(Requests).

%%% Options and status

%% The debug options that a process was started with, for `sys`; without any, an empty list.
%% > gen:debug_options(paper, [{timeout, 1000}]).
%% []
-spec debug_options(term(), [term()]) -> [sys:dbg_opt()].
debug_options(Name, Options) ->
    case lists:keyfind(debug, 1, Options) of
        {debug, Debug} ->
            try sys:debug_options(Debug)
            catch _:_ ->
                error_logger:format("~tp: ignoring erroneous debug options - ~tp~n", [Name, Debug]),
                []
            end;
        false -> []
    end.

%% After how many milliseconds without a message a process is to hibernate: an option, else `infinity`.
%% > [gen:hibernate_after([{hibernate_after, 50}]), gen:hibernate_after([])].
%% [50,infinity]
-spec hibernate_after([term()]) -> timeout().
hibernate_after(Options) -> option(hibernate_after, Options, infinity).

%% The first line of a process's status.
%% > gen:format_status_header("Status for", paper).
%% "Status for paper"
-spec format_status_header(string(), term()) -> term().
format_status_header(Title, Pid) when is_pid(Pid) -> lists:concat([Title, " ", pid_to_list(Pid)]);
format_status_header(Title, Name) when is_atom(Name) -> lists:concat([Title, " ", Name]);
format_status_header(Title, Name) -> {Title, Name}.

%% Lets a module's `format_status` change what is shown of a process: `format_status/1` gets the status as a map,
%% the older `format_status/2` an option and values of its own, whose result comes under the key '$status'.
%% > gen:format_status(lists, normal, #{state => 7}, []).
%% #{state => 7}
-spec format_status(module(), normal | terminate, map(), [term()]) -> map().
format_status(Module, Option, Status, Args) ->
    case {erlang:function_exported(Module, format_status, 1), erlang:function_exported(Module, format_status, 2)} of
        {true, _} ->
            try
                #{} = New = Module:format_status(Status),
                true = lists:sort(maps:keys(New)) =:= lists:sort(maps:keys(Status)),
                New
            catch
                _:_ -> Status#{'EXIT' => atom_to_list(Module) ++ ":format_status/1 crashed"}
            end;
        {false, true} ->
            try Status#{'$status' => Module:format_status(Option, Args)}
            catch
                throw:Thrown -> Status#{'$status' => Thrown};
                _:_ -> Status#{'EXIT' => atom_to_list(Module) ++ ":format_status/2 crashed"}
            end;
        {false, false} -> Status
    end.
