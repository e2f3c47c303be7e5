%%% Supervisors: processes that start, watch, restart and stop their children.
%%%
%%% Children are `{Ids, #{Id => Child}}`, the one started last first. Under simple_one_for_one there is one child, the
%%% pattern of all, and `dynamics` holds the processes with their extra arguments. A restart that fails is tried again
%%% after a message to itself, `{try_again_restart, Id}`, so that the supervisor answers in between; each attempt
%%% counts as a restart.
%%%
%%% The examples use this supervisor, which is told everything, and event managers as its children:
%%%
%%%     -module(family).
%%%     -export([init/1]).
%%%     init({Flags, Children}) -> {ok, {Flags, Children}};
%%%     init(Other) -> Other.
-module(supervisor).
-behaviour(gen_server).

-export([start_link/2, start_link/3, start_child/2, restart_child/2, delete_child/2, terminate_child/2]).
-export([which_children/1, count_children/1, check_childspecs/1, check_childspecs/2, get_childspec/2]).
-export([get_callback_module/1, format_log/1, format_log/2]).
-export([init/1, handle_call/3, handle_cast/2, handle_info/2, terminate/2, code_change/3, format_status/2]).

-include("logger.hrl").
-include("supervisor.hrl").

-export_type([sup_flags/0, child_spec/0, startchild_ret/0, strategy/0, sup_ref/0, sup_name/0]).

-type sup_name() :: {local, atom()} | {global, term()} | {via, module(), term()}.
-type sup_ref() :: pid() | atom() | {atom(), node()} | {global, term()} | {via, module(), term()}.
-type strategy() :: one_for_all | one_for_one | rest_for_one | simple_one_for_one.
-type sup_flags() :: #{strategy => strategy(), intensity => non_neg_integer(), period => pos_integer(),
                       auto_shutdown => never | any_significant | all_significant}
                   | {strategy(), non_neg_integer(), pos_integer()}.
-type child_spec() :: map() | tuple().
-type startchild_ret() :: {ok, pid() | undefined} | {ok, pid() | undefined, term()} | {error, term()}.
-type children() :: {[term()], #{term() => #child{}}}.

%% Says which children there are: `{ok, {Flags, Children}}`, or `ignore` for no supervisor. The flags are a map with `strategy`
%% (one_for_one, one_for_all, rest_for_one, simple_one_for_one), and how many restarts (`intensity`, 1) in how many seconds
%% (`period`, 5) are too many; a child is a map with `id` and `start => {M, F, Args}`, and where wanted `restart` (permanent,
%% transient, temporary), `shutdown`, `type`, `modules`, `significant`.
-callback init(Args :: term()) -> {ok, {sup_flags(), [child_spec()]}} | ignore.

-record(state, {
    name,
    strategy,
    children = {[], #{}} :: children(),
    dynamics,                % `{maps, #{Pid | {restarting, Pid} => ExtraArgs}}` under simple_one_for_one
    intensity,
    period,
    restarts = [],           % seconds of the restarts within the period, newest first
    dynamic_restarts = 0,    % how many processes of simple_one_for_one wait for their next attempt
    auto_shutdown,
    module,
    args
}).

%%% Interface

%% Starts a supervisor, linked to the caller, and its children, as the init/1 of the callback module says; returns when
%% all of them are there. `{error, {shutdown, Reason}}` when a child does not start: those that did are stopped again.
%% `{error, Reason}` when init/1 gives or does something wrong.
%% > {ok, S} = supervisor:start_link(family, {#{}, [#{id => a, start => {gen_event, start_link, []}}]}),
%%   supervisor:count_children(S).
%% [{specs,1},{active,1},{supervisors,0},{workers,1}]
%% > supervisor:start_link(family, ignore).
%% ignore
%% > process_flag(trap_exit, true), supervisor:start_link(family, wrong).
%% {error,{bad_return,{family,init,wrong}}}
-spec start_link(module(), term()) -> {ok, pid()} | ignore | {error, term()}.
start_link(Module, Args) -> gen_server:start_link(?MODULE, {self, Module, Args}, []).

%% Starts a named supervisor; else as start_link/2.
%% > {ok, S} = supervisor:start_link({local, family}, family, {#{}, []}), whereis(family) =:= S.
%% true
-spec start_link(sup_name(), module(), term()) -> {ok, pid()} | ignore | {error, term()}.
start_link(Name, Module, Args) -> gen_server:start_link(Name, ?MODULE, {Name, Module, Args}, []).

%% Adds a child and starts it, or, under simple_one_for_one, a process with these arguments more than the specification
%% has. `{error, {already_started, Pid}}` or `{error, already_present}` for an identity that is there; `{error,
%% Reason}` when the specification is wrong or the child does not start: then it is not added.
%% > {ok, S} = supervisor:start_link(family, {#{}, []}), Spec = #{id => a, start => {gen_event, start_link, []}},
%%   {ok, P} = supervisor:start_child(S, Spec), {error, {already_started, P}} = supervisor:start_child(S, Spec),
%%   is_process_alive(P).
%% true
%% > {ok, S} = supervisor:start_link(family, {#{}, []}), supervisor:start_child(S, #{id => a}).
%% {error,missing_start}
%% > Pattern = #{id => any, start => {gen_event, start_link, []}},
%%   {ok, S} = supervisor:start_link(family, {#{strategy => simple_one_for_one}, [Pattern]}),
%%   {ok, _} = supervisor:start_child(S, [{local, one}]), whereis(one) =/= undefined.
%% true
-spec start_child(sup_ref(), child_spec() | [term()]) -> startchild_ret().
start_child(Supervisor, Spec) -> call(Supervisor, {start_child, Spec}).

%% Starts a child again that was stopped by terminate_child/2 or ended by itself. `{error, running}` when it is there,
%% `{error, not_found}` for an identity that is unknown.
%% > {ok, S} = supervisor:start_link(family, {#{}, [#{id => a, start => {gen_event, start_link, []}}]}),
%%   supervisor:terminate_child(S, a), {ok, P} = supervisor:restart_child(S, a),
%%   {is_process_alive(P), supervisor:restart_child(S, a)}.
%% {true,{error,running}}
-spec restart_child(sup_ref(), term()) -> {ok, pid() | undefined} | {ok, pid() | undefined, term()} | {error, term()}.
restart_child(Supervisor, Id) -> call(Supervisor, {restart_child, Id}).

%% Forgets the specification of a child that was stopped before.
%% > {ok, S} = supervisor:start_link(family, {#{}, [#{id => a, start => {gen_event, start_link, []}}]}),
%%   [supervisor:delete_child(S, a), supervisor:terminate_child(S, a), supervisor:delete_child(S, a)].
%% [{error,running},ok,ok]
%% > {ok, S} = supervisor:start_link(family, {#{}, []}), supervisor:delete_child(S, a).
%% {error,not_found}
-spec delete_child(sup_ref(), term()) -> ok | {error, running | restarting | not_found | simple_one_for_one}.
delete_child(Supervisor, Id) -> call(Supervisor, {delete_child, Id}).

%% Stops a child as its `shutdown` says, and does not start it again; its specification stays, unless it is temporary.
%% Under simple_one_for_one the child is named by its pid. `{error, not_found}` when there is none.
%% > {ok, S} = supervisor:start_link(family, {#{}, [#{id => a, start => {gen_event, start_link, []}}]}),
%%   supervisor:terminate_child(S, a), supervisor:which_children(S).
%% [{a,undefined,worker,[gen_event]}]
%% > {ok, S} = supervisor:start_link(family, {#{}, []}), supervisor:terminate_child(S, a).
%% {error,not_found}
-spec terminate_child(sup_ref(), pid() | term()) -> ok | {error, not_found | simple_one_for_one}.
terminate_child(Supervisor, Id) -> call(Supervisor, {terminate_child, Id}).

%% The specification of a child as a map with all keys; the child is named by its identity or its process.
%% > {ok, S} = supervisor:start_link(family, {#{}, [#{id => a, start => {gen_event, start_link, []}}]}),
%%   {ok, Spec} = supervisor:get_childspec(S, a), maps:with([restart, shutdown, type], Spec).
%% #{restart => permanent,shutdown => 5000,type => worker}
%% > {ok, S} = supervisor:start_link(family, {#{}, []}), supervisor:get_childspec(S, a).
%% {error,not_found}
-spec get_childspec(sup_ref(), pid() | term()) -> {ok, child_spec()} | {error, not_found}.
get_childspec(Supervisor, Id) -> call(Supervisor, {get_childspec, Id}).

%% `{Id, Pid | restarting | undefined, worker | supervisor, Modules}` for each child, the one started last first. Under
%% simple_one_for_one every Id is `undefined`.
%% > {ok, S} = supervisor:start_link(family, {#{},
%%   [#{id => Id, start => {gen_event, start_link, []}} || Id <- [a, b]]}),
%%   [{Id, Type, Modules} || {Id, _, Type, Modules} <- supervisor:which_children(S)].
%% [{b,worker,[gen_event]},{a,worker,[gen_event]}]
-spec which_children(sup_ref()) -> [{term(), pid() | restarting | undefined, worker | supervisor, term()}].
which_children(Supervisor) -> call(Supervisor, which_children).

%% How many specifications there are, how many children run, and how many children are supervisors and workers, whether
%% they run or not.
%% > {ok, S} = supervisor:start_link(family, {#{},
%%   [#{id => Id, start => {gen_event, start_link, []}} || Id <- [a, b]]}), supervisor:terminate_child(S, a),
%%   supervisor:count_children(S).
%% [{specs,2},{active,1},{supervisors,0},{workers,2}]
-spec count_children(sup_ref()) -> [{specs | active | supervisors | workers, non_neg_integer()}].
count_children(Supervisor) -> call(Supervisor, count_children).

call(Supervisor, Request) -> gen_server:call(Supervisor, Request, infinity).

%% Whether the specifications in a list are right; says what is wrong with the first that is not.
%% > supervisor:check_childspecs([#{id => a, start => {gen_event, start_link, []}}]).
%% ok
%% > supervisor:check_childspecs([#{id => a, start => {gen_event, start_link, []}, restart => often}]).
%% {error,{invalid_restart_type,often}}
%% > supervisor:check_childspecs([#{id => a}]).
%% {error,missing_start}
-spec check_childspecs([child_spec()]) -> ok | {error, term()}.
check_childspecs(Specs) -> check_childspecs(Specs, undefined).

%% Whether specifications are right under a supervisor with this `auto_shutdown`: a significant child needs
%% `any_significant` or `all_significant`. With `undefined` as check_childspecs/1.
%% > Spec = #{id => a, start => {gen_event, start_link, []}, restart => transient, significant => true},
%%   [supervisor:check_childspecs([Spec], Auto) || Auto <- [any_significant, never]].
%% [ok,{error,{bad_combination,[{auto_shutdown,never},{significant,true}]}}]
-spec check_childspecs([child_spec()], undefined | never | any_significant | all_significant) -> ok | {error, term()}.
check_childspecs(Specs, AutoShutdown) when is_list(Specs) ->
    case AutoShutdown =:= undefined orelse erlet_child:auto_shutdown_fits(AutoShutdown) of
        true ->
            case erlet_child:check_specs(Specs, AutoShutdown) of
                {ok, _} -> ok;
                Error -> Error
            end;
        false -> {error, {badarg, AutoShutdown}}
    end;
check_childspecs(Specs, _) -> {error, {badarg, Specs}}.

%% The module whose `init/1` a supervisor called.
%% > {ok, S} = supervisor:start_link(family, {#{}, []}), supervisor:get_callback_module(S).
%% family
-spec get_callback_module(pid()) -> module().
get_callback_module(Pid) ->
    {status, _, {module, _}, [_, _, _, _, Shown]} = sys:get_status(Pid),
    case lists:keyfind(supervisor, 1, Shown) of
        {supervisor, [{"Callback", Module}]} -> Module;
        false ->
            [_, _, {data, [{"State", State}]} | _] = Shown,
            State#state.module
    end.

%%% Callbacks of gen_server

%% What `gen_server` calls: starts the children that the callback module names.
%% > {ok, S} = gen_server:start_link(supervisor, {self, family, {#{}, []}}, []), supervisor:which_children(S).
%% []
-spec init({self | sup_name(), module(), term()}) -> {ok, #state{}} | ignore | {stop, term()}.
init({Name, Module, Args}) ->
    process_flag(trap_exit, true),
    case Module:init(Args) of
        {ok, {Flags, Specs}} -> init(own_name(Name, Module), Module, Args, Flags, Specs);
        ignore -> ignore;
        Other -> {stop, {bad_return, {Module, init, Other}}}
    end.

own_name(self, Module) -> {self(), Module};
own_name(Name, _) -> Name.

init(Name, Module, Args, Flags, Specs) ->
    case flags(Flags, #state{name = Name, module = Module, args = Args}) of
        {ok, #state{strategy = simple_one_for_one} = State} -> init_dynamic(State, Specs);
        {ok, State} -> init_children(State, Specs);
        Error -> {stop, Error}
    end.

flags(Flags, State) ->
    case erlet_child:check_flags(Flags) of
        {ok, {Strategy, Intensity, Period, AutoShutdown}} ->
            {ok, State#state{strategy = Strategy, intensity = Intensity, period = Period,
                             auto_shutdown = AutoShutdown}};
        Error -> Error
    end.

init_dynamic(State, [Spec]) ->
    case checked_specs([Spec], State) of
        {ok, Children} -> {ok, State#state{children = Children, dynamics = {maps, #{}}}};
        {error, Reason} -> {stop, {start_spec, Reason}}
    end;
init_dynamic(_, Specs) -> {stop, {bad_start_spec, Specs}}.

init_children(State, Specs) when is_list(Specs) ->
    case checked_specs(Specs, State) of
        {ok, {Ids, Map}} ->
            case start_all(lists:reverse(Ids), {[], Map}, State#state.name) of
                {ok, Children} -> {ok, State#state{children = Children}};
                {error, {Started, All}, Id, Reason} ->
                    _ = stop_children({Started, All}, State#state.name),
                    {stop, {shutdown, {failed_to_start_child, Id, Reason}}}
            end;
        {error, Reason} -> {stop, {start_spec, Reason}}
    end.

checked_specs(Specs, #state{auto_shutdown = AutoShutdown}) ->
    case erlet_child:check_specs(Specs, AutoShutdown) of
        {ok, List} ->
            Ids = lists:reverse([Id || #child{id = Id} <- List]),
            {ok, {Ids, maps:from_list([{Id, Child} || #child{id = Id} = Child <- List])}};
        Error -> Error
    end.

%% Starts children, the first of the list first; the identities of those that are there come newest first.
start_all([Id | Rest], {Started, Map}, Name) ->
    Child = map_get(Id, Map),
    case erlet_child:start(Name, Child) of
        {ok, undefined} when Child#child.restart_type =:= temporary ->
            start_all(Rest, {Started, maps:remove(Id, Map)}, Name);
        {error, Reason} ->
            erlet_child:report(start_error, Reason, Child, Name),
            {error, {Started, Map}, Id, Reason};
        Result ->
            Next = {[Id | Started], Map#{Id := Child#child{pid = element(2, Result)}}},
            start_all(Rest, Next, Name)
    end;
start_all([], Children, _) -> {ok, Children}.

%% What `gen_server` calls: the requests of this module's functions.
%% > {ok, S} = supervisor:start_link(family, {#{}, []}), gen_server:call(S, which_children).
%% []
-spec handle_call(term(), gen_server:from(), #state{}) -> {reply, term(), #state{}}.
handle_call({start_child, Args}, _, #state{strategy = simple_one_for_one} = State) ->
    #child{mfargs = {M, F, First}} = pattern(State),
    case catch erlet_child:start_function(M, F, First ++ Args) of
        {ok, undefined} -> {reply, {ok, undefined}, State};
        {ok, Pid} -> {reply, {ok, Pid}, add_dynamic(Pid, Args, State)};
        {ok, Pid, Extra} -> {reply, {ok, Pid, Extra}, add_dynamic(Pid, Args, State)};
        {error, _} = Error -> {reply, Error, State};
        {'EXIT', _} = Exit -> {reply, {error, Exit}, State}
    end;
handle_call({start_child, Spec}, _, State) ->
    case erlet_child:check_specs([Spec], State#state.auto_shutdown) of
        {ok, [Child]} ->
            {Reply, Next} = start_new(Child, State),
            {reply, Reply, Next};
        Error -> {reply, Error, State}
    end;
handle_call({terminate_child, Pid}, _, #state{strategy = simple_one_for_one} = State) when is_pid(Pid) ->
    case is_dynamic(Pid, State) of
        true ->
            _ = erlet_child:stop((pattern(State))#child{pid = Pid}, State#state.name),
            {reply, ok, remove_dynamic(Pid, State)};
        false ->
            %% A process that is gone may have been a child.
            case is_process_alive(Pid) of
                true -> {reply, {error, not_found}, State};
                false -> {reply, ok, State}
            end
    end;
handle_call({Request, _}, _, #state{strategy = simple_one_for_one} = State)
  when Request =:= terminate_child; Request =:= restart_child; Request =:= delete_child ->
    {reply, {error, simple_one_for_one}, State};
handle_call({terminate_child, Id}, _, State) ->
    case find(Id, State) of
        {ok, Child} ->
            Stopped = erlet_child:stop(Child, State#state.name),
            {reply, ok, gone(Stopped, State)};
        error -> {reply, {error, not_found}, State}
    end;
handle_call({restart_child, Id}, _, State) ->
    case find(Id, State) of
        {ok, #child{pid = undefined} = Child} -> started_again(erlet_child:start(State#state.name, Child), Child, State);
        {ok, #child{pid = {restarting, _}}} -> {reply, {error, restarting}, State};
        {ok, _} -> {reply, {error, running}, State};
        error -> {reply, {error, not_found}, State}
    end;
handle_call({delete_child, Id}, _, State) ->
    case find(Id, State) of
        {ok, #child{pid = undefined}} -> {reply, ok, delete(Id, State)};
        {ok, #child{pid = {restarting, _}}} -> {reply, {error, restarting}, State};
        {ok, _} -> {reply, {error, running}, State};
        error -> {reply, {error, not_found}, State}
    end;
handle_call({get_childspec, Id}, _, State) ->
    Found = case find(Id, State) of
                error when is_pid(Id) -> as_specified(find_process(Id, State), State);
                Other -> Other
            end,
    case Found of
        {ok, Child} -> {reply, {ok, erlet_child:spec(Child)}, State};
        error -> {reply, {error, not_found}, State}
    end;
handle_call(which_children, _, State) -> {reply, shown(State), State};
handle_call(count_children, _, State) -> {reply, counts(State), State}.

start_new(#child{id = Id} = Child, #state{name = Name} = State) ->
    case find(Id, State) of
        {ok, #child{pid = undefined}} -> {{error, already_present}, State};
        {ok, #child{pid = Pid}} -> {{error, {already_started, Pid}}, State};
        error ->
            case erlet_child:start(Name, Child) of
                {ok, undefined} when Child#child.restart_type =:= temporary -> {{ok, undefined}, State};
                {error, Reason} -> {{error, {Reason, Child}}, State};
                Started -> {Started, add(erlet_child:without_args(Child#child{pid = element(2, Started)}), State)}
            end
    end.

started_again({error, _} = Error, _, State) -> {reply, Error, State};
started_again(Started, Child, State) -> {reply, Started, store(Child#child{pid = element(2, Started)}, State)}.

as_specified({ok, _}, #state{strategy = simple_one_for_one} = State) -> {ok, pattern(State)};
as_specified(Found, _) -> Found.

shown(#state{strategy = simple_one_for_one, dynamics = {maps, Dynamics}} = State) ->
    #child{child_type = Type, modules = Modules} = pattern(State),
    [{undefined, shown_pid(Pid), Type, Modules} || Pid <- maps:keys(Dynamics)];
shown(#state{children = {Ids, Map}}) ->
    [begin
         #child{pid = Pid, child_type = Type, modules = Modules} = map_get(Id, Map),
         {Id, shown_pid(Pid), Type, Modules}
     end || Id <- Ids].

shown_pid({restarting, _}) -> restarting;
shown_pid(Pid) -> Pid.

counts(#state{strategy = simple_one_for_one, dynamics = {maps, Dynamics}} = State) ->
    All = map_size(Dynamics),
    Active = length([Pid || Pid <- maps:keys(Dynamics), is_pid(Pid)]),
    case pattern(State) of
        #child{child_type = supervisor} -> [{specs, 1}, {active, Active}, {supervisors, All}, {workers, 0}];
        _ -> [{specs, 1}, {active, Active}, {supervisors, 0}, {workers, All}]
    end;
counts(#state{children = {_, Map}}) ->
    Children = maps:values(Map),
    Supervisors = length([Child || #child{child_type = supervisor} = Child <- Children]),
    [{specs, length(Children)}, {active, length([Pid || #child{pid = Pid} <- Children, is_pid(Pid)])},
     {supervisors, Supervisors}, {workers, length(Children) - Supervisors}].

%% What `gen_server` calls: restarts that were put off.
%% > {ok, S} = supervisor:start_link(family, {#{auto_shutdown => any_significant}, []}),
%%   gen_server:cast(S, {try_again_restart, none}), supervisor:which_children(S).
%% []
-spec handle_cast(term(), #state{}) -> {noreply, #state{}} | {stop, shutdown, #state{}}.
handle_cast({try_again_restart, {restarting, _} = Key}, #state{strategy = simple_one_for_one} = State) ->
    case is_dynamic(Key, State) of
        true -> after_restart(restart(dynamic(Key, State), State));
        false -> {noreply, State}
    end;
handle_cast({try_again_restart, Id}, State) ->
    case find(Id, State) of
        {ok, #child{pid = {restarting, _}} = Child} -> after_restart(restart(Child, State));
        _ -> {noreply, State}
    end.

%% What `gen_server` calls: the exits of children.
%% > Spec = #{id => a, start => {gen_event, start_link, [{local, heir}]}},
%%   {ok, S} = supervisor:start_link(family, {#{}, [Spec]}), Old = whereis(heir), exit(Old, kill),
%%   Wait = fun Wait() -> case whereis(heir) of Old -> Wait(); undefined -> Wait(); New -> New end end,
%%   is_process_alive(Wait()).
%% true
-spec handle_info(term(), #state{}) -> {noreply, #state{}} | {stop, shutdown, #state{}}.
handle_info({'EXIT', Pid, Reason}, State) ->
    case find_process(Pid, State) of
        {ok, Child} -> after_restart(ended(Reason, Child, State));
        error -> {noreply, State}
    end;
handle_info(Message, State) ->
    ?LOG_ERROR("Supervisor received unexpected message: ~tp~n", [Message],
               #{domain => [otp], error_logger => #{tag => error}}),
    {noreply, State}.

after_restart({ok, State}) -> {noreply, State};
after_restart({shutdown, State}) -> {stop, shutdown, State}.

%% What `gen_server` calls: ends the children, the last one first.
%% > {ok, S} = supervisor:start_link(family, {#{}, [#{id => a, start => {gen_event, start_link, []}}]}),
%%   [{a, P, _, _}] = supervisor:which_children(S), gen_server:stop(S), is_process_alive(P).
%% false
-spec terminate(term(), #state{}) -> term().
terminate(_, #state{strategy = simple_one_for_one, dynamics = {maps, Dynamics}, name = Name} = State) ->
    erlet_child:stop_all([Pid || Pid <- maps:keys(Dynamics), is_pid(Pid)], pattern(State), Name);
terminate(_, #state{children = Children, name = Name}) -> stop_children(Children, Name).

%% A new version of the callback module may say something else about children and flags; processes stay.
%% > {ok, S} = supervisor:start_link(family, {#{}, []}), sys:suspend(S),
%%   [sys:change_code(S, supervisor, v1, extra), sys:resume(S)].
%% [ok,ok]
-spec code_change(term(), #state{}, term()) -> {ok, #state{}} | {error, term()}.
code_change(_, #state{module = Module, args = Args} = State, _) ->
    case Module:init(Args) of
        {ok, {Flags, Specs}} ->
            case flags(Flags, State) of
                {ok, Changed} -> change_specs(Specs, Changed);
                {supervisor_data, Reason} -> {error, {supervisor_data, Reason}}
            end;
        ignore -> {ok, State};
        Error -> Error
    end.

change_specs(Specs, #state{children = {OldIds, Old}} = State) ->
    case checked_specs(Specs, State) of
        {ok, {_, New}} when State#state.strategy =:= simple_one_for_one, map_size(New) =/= 1 ->
            {error, {ambiguous, Specs}};
        {ok, {Ids, New}} when State#state.strategy =:= simple_one_for_one ->
            {ok, State#state{children = {Ids, New}}};
        {ok, {NewIds, New}} ->
            Kept = maps:map(fun(Id, Child) ->
                                    case Old of
                                        #{Id := #child{pid = Pid}} -> Child#child{pid = Pid};
                                        #{} -> Child
                                    end
                            end, New),
            {ok, State#state{children = {NewIds ++ (OldIds -- NewIds), maps:merge(Old, Kept)}}};
        Error -> Error
    end.

%% What `sys` shows of the state.
%% > {ok, S} = supervisor:start_link(family, {#{}, []}),
%%   {status, _, _, [_, running, _, _, Shown]} = sys:get_status(S), lists:last(Shown).
%% {supervisor,[{"Callback",family}]}
-spec format_status(normal | terminate, [term()]) -> term().
format_status(terminate, [_, State]) -> State;
format_status(_, [_, #state{module = Module} = State]) ->
    [{data, [{"State", State}]}, {supervisor, [{"Callback", Module}]}].

%%% Restarting

%% A child's process has ended: whether it is started again, and whether the supervisor goes on.
ended(Reason, #child{restart_type = permanent} = Child, State) ->
    erlet_child:report(child_terminated, Reason, Child, State#state.name),
    restart(Child, State);
ended(Reason, Child, State) when Reason =:= normal; Reason =:= shutdown; element(1, Reason) =:= shutdown,
                                 tuple_size(Reason) =:= 2 ->
    auto_shutdown(Child, gone(Child, State));
ended(Reason, #child{restart_type = transient} = Child, State) ->
    erlet_child:report(child_terminated, Reason, Child, State#state.name),
    restart(Child, State);
ended(Reason, #child{restart_type = temporary} = Child, State) ->
    erlet_child:report(child_terminated, Reason, Child, State#state.name),
    auto_shutdown(Child, gone(Child, State)).

auto_shutdown(#child{significant = false}, State) -> {ok, State};
auto_shutdown(_, #state{auto_shutdown = never} = State) -> {ok, State};
auto_shutdown(_, #state{auto_shutdown = any_significant} = State) -> {shutdown, State};
auto_shutdown(_, #state{auto_shutdown = all_significant, children = {_, Map}} = State) ->
    case [Pid || #child{significant = true, pid = Pid} <- maps:values(Map), Pid =/= undefined] of
        [] -> {shutdown, State};
        _ -> {ok, State}
    end.

restart(Child, State) ->
    case count_restart(State) of
        {ok, Counted} ->
            case restart(Counted#state.strategy, Child, Counted) of
                {try_again, Id, Next} ->
                    gen_server:cast(self(), {try_again_restart, Id}),
                    {ok, Next};
                Next -> {ok, Next}
            end;
        too_many ->
            erlet_child:report(shutdown, reached_max_restart_intensity, Child, State#state.name),
            {shutdown, gone(Child, State)}
    end.

count_restart(#state{intensity = Intensity, period = Period, restarts = Restarts} = State) ->
    Now = erlang:monotonic_time(1),
    Recent = [Now | [Time || Time <- Restarts, Time >= Now - Period]],
    case length(Recent) =< Intensity of
        true -> {ok, State#state{restarts = Recent}};
        false -> too_many
    end.

restart(simple_one_for_one, #child{pid = Old, mfargs = {M, F, Args}} = Child, State) ->
    {maps, #{Old := Extra}} = State#state.dynamics,
    Without = remove_dynamic(Old, State),
    case erlet_child:start_function(M, F, Args) of
        {ok, undefined} -> Without;
        {error, Reason} ->
            Key = {restarting, last_pid(Old)},
            erlet_child:report(start_error, Reason, Child, State#state.name),
            {try_again, Key, add_dynamic(Key, Extra, Without)};
        Started -> add_dynamic(element(2, Started), Extra, Without)
    end;
restart(one_for_one, #child{id = Id, pid = Old} = Child, #state{name = Name} = State) ->
    case erlet_child:start(Name, Child) of
        {error, Reason} ->
            erlet_child:report(start_error, Reason, Child, Name),
            {try_again, Id, store(Child#child{pid = {restarting, last_pid(Old)}}, State)};
        Started -> store(Child#child{pid = element(2, Started)}, State)
    end;
restart(rest_for_one, #child{id = Id} = Child, #state{children = {Ids, _}} = State) ->
    {After, _} = lists:splitwith(fun(Other) -> Other =/= Id end, Ids),
    restart_those(After ++ [Id], Child, State);
restart(one_for_all, Child, #state{children = {Ids, _}} = State) -> restart_those(Ids, Child, State).

%% Stops children, the one that died excepted, and starts them in their order.
restart_those(Ids, #child{id = Dead, pid = Old} = Child, #state{children = {AllIds, Map}, name = Name} = State) ->
    {Kept, Stopped} = stop_children({Ids, Map#{Dead := Child#child{pid = undefined}}}, Name),
    Earlier = AllIds -- Ids,
    case start_all(lists:reverse(Kept), {Earlier, Stopped}, Name) of
        {ok, Children} -> State#state{children = Children};
        {error, {Started, All}, Failed, _} ->
            Left = [Id || Id <- Kept, not lists:member(Id, Started)],
            Waiting = (map_get(Failed, All))#child{pid = {restarting, last_pid(waited_for(Failed, Dead, Old))}},
            {try_again, Failed, State#state{children = {Left ++ Started, All#{Failed := Waiting}}}}
    end.

waited_for(Dead, Dead, Old) -> Old;
waited_for(_, _, _) -> undefined.

last_pid({restarting, Pid}) -> Pid;
last_pid(Pid) -> Pid.

%% Stops children, the first of the list first; temporary ones are forgotten.
stop_children({Ids, Map}, Name) ->
    lists:foldr(fun(Id, {Kept, Children}) ->
                        #{Id := Child} = Children,
                        case Child of
                            #child{restart_type = temporary} -> {Kept, maps:remove(Id, Children)};
                            _ -> {[Id | Kept], Children}
                        end
                end,
                {[], stop_each(Ids, Map, Name)}, Ids).

stop_each([Id | Rest], Map, Name) -> stop_each(Rest, Map#{Id := erlet_child:stop(map_get(Id, Map), Name)}, Name);
stop_each([], Map, _) -> Map.

%%% Children

pattern(#state{children = {[Id], Map}}) -> map_get(Id, Map).

%% A process of simple_one_for_one as a child of its own. The arguments of a temporary one count no more.
dynamic(Key, #state{dynamics = {maps, Dynamics}} = State) ->
    #child{mfargs = {M, F, Args}} = Pattern = pattern(State),
    erlet_child:without_args(Pattern#child{pid = Key, mfargs = {M, F, Args ++ map_get(Key, Dynamics)}}).

find(Id, #state{children = {_, Map}}) -> maps:find(Id, Map).

find_process(Pid, #state{strategy = simple_one_for_one} = State) ->
    case is_dynamic(Pid, State) of
        true -> {ok, dynamic(Pid, State)};
        false -> error
    end;
find_process(Pid, #state{children = {_, Map}}) ->
    case [Child || #child{pid = Process} = Child <- maps:values(Map), Process =:= Pid] of
        [Child] -> {ok, Child};
        [] -> error
    end.

add(#child{id = Id} = Child, #state{children = {Ids, Map}} = State) ->
    State#state{children = {[Id | Ids], Map#{Id => Child}}}.

store(#child{id = Id} = Child, #state{children = {Ids, Map}} = State) ->
    State#state{children = {Ids, Map#{Id := Child}}}.

delete(Id, #state{children = {Ids, Map}} = State) ->
    State#state{children = {lists:delete(Id, Ids), maps:remove(Id, Map)}}.

%% A child without a process: a temporary one is forgotten.
gone(#child{pid = Pid}, #state{strategy = simple_one_for_one} = State) -> remove_dynamic(Pid, State);
gone(#child{id = Id, restart_type = temporary}, State) -> delete(Id, State);
gone(Child, State) -> store(Child#child{pid = undefined}, State).

is_dynamic(Pid, #state{dynamics = {maps, Dynamics}}) -> is_map_key(Pid, Dynamics).

add_dynamic(Key, Args, #state{dynamics = {maps, Dynamics}} = State) ->
    waiting(Key, 1, State#state{dynamics = {maps, Dynamics#{Key => Args}}}).

remove_dynamic(Key, #state{dynamics = {maps, Dynamics}} = State) ->
    waiting(Key, -1, State#state{dynamics = {maps, maps:remove(Key, Dynamics)}}).

waiting({restarting, _}, Change, #state{dynamic_restarts = Count} = State) ->
    State#state{dynamic_restarts = Count + Change};
waiting(_, _, State) -> State.

%%% Reports

%% The text of a report that a supervisor logs, for error_logger: a format and its arguments.
%% > supervisor:format_log(#{label => {supervisor, progress},
%%   report => [{supervisor, {local, family}}, {started, [{id, a}]}]}).
%% {"    supervisor: ~tp~n    started: ~tp~n",[{local,family},[{id,a}]]}
-spec format_log(logger:report()) -> {io:format(), [term()]}.
format_log(Report) -> erlet_reports:format(Report).

%% The text of a report that a supervisor logs, for logger. The map may have `depth`, `chars_limit` and `single_line`.
%% > Report = #{label => {supervisor, progress}, report => [{supervisor, {local, family}},
%%   {started, [{pid, none}, {id, a}]}]}, lists:flatten(supervisor:format_log(Report, #{single_line => true})).
%% "Supervisor: {local,family}. Started: id=a,pid=none."
-spec format_log(logger:report(), logger:report_cb_config()) -> unicode:chardata().
format_log(Report, Config) -> erlet_reports:format(Report, Config).
