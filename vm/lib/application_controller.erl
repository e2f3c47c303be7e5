%%% Starts and stops applications, each by a master of its own.
%%%
%%% The controller is one process, there from the first start on. A master is the group leader of its application's
%%% processes: it passes their input and output on to that of whoever started the application, and tells them apart.
-module(application_controller).

-export([load/1, unload/1, start/2, stop/1, loaded/0, running/0, keys/1, env/1, set_env/4, unset_env/3]).
-export([application_of/1, application_with/1, start_type/1, format_log/1, format_log/2]).

-include("logger.hrl").

-define(SPECS, {?MODULE, specs}).
-define(ENV(Application), {?MODULE, env, Application}).
-define(PERSISTENT(Application), {?MODULE, persistent, Application}).
-define(MASTERS, {?MODULE, masters}).

%%% Specifications and environments

%% Specifications by name: the items in the order of OTP's answers.
specs() ->
    Always = #{kernel => always("ERTS  CXC 138 10", "8.5"), stdlib => always("ERTS  CXC 138 10", "4.0")},
    maps:merge(Always, persistent_term:get(?SPECS, #{})).

%% Applications of OTP whose modules are in the library, that programs name as what they need. They have no processes
%% of their own.
known("compiler") -> known("ERTS  CXC 138 10", "8.2.3");
known("crypto") -> known("CRYPTO", "5.1.2");
known("eunit") -> known("EUnit support for Erlang", "2.8.1");
known("sasl") -> known("SASL  CXC 138 11", "4.2");
known("syntax_tools") -> known("Syntax tools", "3.0");
known(_) -> none.

known(Description, Version) -> [{description, Description}, {vsn, Version}, {applications, [kernel, stdlib]}].

always(Description, Version) -> completed([{description, Description}, {vsn, Version}]).

%% Makes what an application file says known.
-spec load(atom() | application:application_spec()) -> ok | {error, term()}.
load({application, Name, Items} = Spec) when is_atom(Name), is_list(Items) ->
    case is_map_key(Name, specs()) of
        true -> {error, {already_loaded, Spec}};
        false ->
            change(fun() ->
                           persistent_term:put(?SPECS, (persistent_term:get(?SPECS, #{}))#{Name => completed(Items)}),
                           Given = maps:from_list(proplists:get_value(env, Items, [])),
                           Kept = persistent_term:get(?PERSISTENT(Name), #{}),
                           persistent_term:put(?ENV(Name), maps:merge(Given, Kept))
                   end)
    end;
load(Name) when is_atom(Name) ->
    case is_map_key(Name, specs()) of
        true -> {error, {already_loaded, Name}};
        false -> load_file(Name, erlet_apps:description(atom_to_list(Name)))
    end;
load(Other) -> {error, {bad_application, Other}}.

load_file(Name, none) ->
    case known(atom_to_list(Name)) of
        none -> {error, {"no such file or directory", atom_to_list(Name) ++ ".app"}};
        Items -> load({application, Name, Items})
    end;
load_file(_, File) ->
    case file:consult(File) of
        {ok, [Spec]} -> load(Spec);
        {error, Reason} -> {error, {file:format_error(Reason), filename:basename(File)}}
    end.

completed(Items) ->
    Defaults = [{description, []}, {id, []}, {vsn, []}, {modules, []}, {maxP, infinity}, {maxT, infinity},
                {registered, []}, {included_applications, []}, {optional_applications, []}, {applications, []},
                {env, []}, {mod, []}, {start_phases, undefined}],
    [{Key, proplists:get_value(Key, Items, Default)} || {Key, Default} <- Defaults].

%% Forgets an application that does not run.
-spec unload(atom()) -> ok | {error, term()}.
unload(Name) ->
    case {maps:find(Name, specs()), is_running(Name)} of
        {error, _} -> {error, {not_loaded, Name}};
        {_, true} -> {error, {running, Name}};
        {{ok, _}, false} ->
            change(fun() ->
                           persistent_term:put(?SPECS, maps:remove(Name, persistent_term:get(?SPECS, #{}))),
                           _ = persistent_term:erase(?ENV(Name)),
                           ok
                   end)
    end.

%% The applications that are known, with descriptions and versions.
-spec loaded() -> [{atom(), string(), string()}].
loaded() -> [shown(Name) || Name <- maps:keys(specs())].

shown(Name) ->
    #{Name := Items} = specs(),
    {Name, proplists:get_value(description, Items), proplists:get_value(vsn, Items)}.

%% All items of a specification, with the environment as it is now.
-spec keys(atom()) -> undefined | {ok, [{atom(), term()}]}.
keys(Name) ->
    case specs() of
        #{Name := Items} -> {ok, lists:keyreplace(env, 1, Items, {env, maps:to_list(env(Name))})};
        #{} -> undefined
    end.

%% The parameters of an application.
-spec env(atom()) -> map().
env(Name) -> persistent_term:get(?ENV(Name), #{}).

%% Sets a parameter of an application.
-spec set_env(atom(), atom(), term(), boolean()) -> ok.
set_env(Name, Key, Value, Persistent) ->
    change(fun() ->
                   _ = Persistent andalso put_in(?PERSISTENT(Name), fun(Env) -> Env#{Key => Value} end),
                   put_in(?ENV(Name), fun(Env) -> Env#{Key => Value} end)
           end).

%% Takes a parameter of an application away.
-spec unset_env(atom(), atom(), boolean()) -> ok.
unset_env(Name, Key, Persistent) ->
    change(fun() ->
                   _ = Persistent andalso put_in(?PERSISTENT(Name), fun(Env) -> maps:remove(Key, Env) end),
                   put_in(?ENV(Name), fun(Env) -> maps:remove(Key, Env) end)
           end).

put_in(Term, Change) -> persistent_term:put(Term, Change(persistent_term:get(Term, #{}))).

%%% What runs

%% `{Name, Master, starting | Type}`, the last started first.
masters() -> persistent_term:get(?MASTERS, []).

%% The applications that run.
-spec running() -> [{atom(), string(), string()}].
running() -> [shown(Name) || {Name, _, State} <- masters(), State =/= starting] ++ [shown(stdlib), shown(kernel)].

is_running(Name) -> lists:member(Name, [kernel, stdlib]) orelse lists:keymember(Name, 1, masters()).

%% The application whose processes have such a group leader.
-spec application_of(pid()) -> undefined | {ok, atom()}.
application_of(Leader) ->
    case lists:keyfind(Leader, 2, masters()) of
        {Name, _, _} -> {ok, Name};
        false -> undefined
    end.

%% The application that a module belongs to.
-spec application_with(module()) -> undefined | {ok, atom()}.
application_with(Module) ->
    case [Name || {Name, Items} <- maps:to_list(specs()), lists:member(Module, proplists:get_value(modules, Items))] of
        [Name | _] -> {ok, Name};
        [] -> undefined
    end.

%% How the application of the calling process was started.
-spec start_type(pid()) -> normal | local | undefined.
start_type(Leader) ->
    case lists:keyfind(Leader, 2, masters()) of
        {_, _, starting} -> normal;
        {_, _, _} -> local;
        false -> undefined
    end.

%%% Starting and stopping

%% Starts an application whose dependencies run.
-spec start(atom(), application:restart_type()) -> ok | {error, term()}.
start(Name, Type) ->
    #{Name := Items} = specs(),
    Optional = proplists:get_value(optional_applications, Items),
    Needed = [Other || Other <- proplists:get_value(applications, Items), not is_running(Other),
                       not (lists:member(Other, Optional) andalso not is_map_key(Other, specs()))],
    case {is_running(Name), Needed} of
        {true, _} -> {error, {already_started, Name}};
        {false, [Other | _]} -> {error, {not_started, Other}};
        {false, []} -> ask({start, Name, Type, proplists:get_value(mod, Items), group_leader(), phases(Items)})
    end.

phases(Items) ->
    case proplists:get_value(start_phases, Items) of
        undefined -> [];
        Phases -> Phases
    end.

%% Stops an application.
-spec stop(atom()) -> ok | {error, term()}.
stop(Name) ->
    case lists:keymember(Name, 1, masters()) of
        true -> ask({stop, Name});
        false -> {error, {not_started, Name}}
    end.

%% Changes are made by the controller, one after the other.
change(Fun) -> ask({change, Fun}).

ask(Request) ->
    Controller = controller(),
    case Request of
        {change, Fun} when Controller =:= self() -> Fun();
        _ ->
            Monitor = monitor(process, Controller),
            Controller ! {?MODULE, self(), Monitor, Request},
            receive
                {Monitor, Answer} ->
                    demonitor(Monitor, [flush]),
                    Answer;
                {'DOWN', Monitor, _, _, Reason} -> exit(Reason)
            end
    end.

controller() ->
    case whereis(?MODULE) of
        undefined ->
            Parent = self(),
            Ref = make_ref(),
            spawn(fun() -> serve(Parent, Ref) end),
            receive Ref -> controller() end;
        Pid -> Pid
    end.

serve(Parent, Ref) ->
    erts_internal:mark_system(),
    case catch register(?MODULE, self()) of
        true ->
            process_flag(trap_exit, true),
            group_leader(whereis(user), self()),
            Parent ! Ref,
            loop(#{});
        _ -> Parent ! Ref
    end.

%% `Waiting` holds, for masters that start or stop, to whom to answer.
loop(Waiting) ->
    receive
        {?MODULE, From, Ref, {change, Fun}} ->
            From ! {Ref, Fun()},
            loop(Waiting);
        {?MODULE, From, Ref, {start, Name, Type, Start, Leader, Phases}} ->
            case is_running(Name) of
                true ->
                    From ! {Ref, {error, {already_started, Name}}},
                    loop(Waiting);
                false ->
                    Controller = self(),
                    Master = spawn_link(fun() -> master(Controller, Start, Leader, Phases) end),
                    persistent_term:put(?MASTERS, [{Name, Master, starting} | masters()]),
                    loop(Waiting#{Master => {start, Type, From, Ref}})
            end;
        {?MODULE, From, Ref, {stop, Name}} ->
            case lists:keyfind(Name, 1, masters()) of
                {_, Master, _} ->
                    Master ! {self(), stop},
                    loop(Waiting#{Master => {stop, From, Ref}});
                false ->
                    From ! {Ref, {error, {not_started, Name}}},
                    loop(Waiting)
            end;
        {Master, started} when is_map_key(Master, Waiting) ->
            {{start, Type, From, Ref}, Rest} = maps:take(Master, Waiting),
            {Name, _, _} = lists:keyfind(Master, 2, masters()),
            persistent_term:put(?MASTERS, lists:keyreplace(Master, 2, masters(), {Name, Master, Type})),
            report_progress(Name),
            From ! {Ref, ok},
            loop(Rest);
        {'EXIT', Master, Reason} -> loop(ended(Master, Reason, Waiting));
        _ -> loop(Waiting)
    end.

ended(Master, Reason, Waiting) ->
    case lists:keytake(Master, 2, masters()) of
        {value, {Name, _, Type}, Rest} ->
            persistent_term:put(?MASTERS, Rest),
            case maps:take(Master, Waiting) of
                {{start, Wanted, From, Ref}, Others} ->
                    {failed, Why} = Reason,
                    report_exit(Name, Why, Wanted),
                    From ! {Ref, {error, Why}},
                    Others;
                {{stop, From, Ref}, Others} ->
                    report_exit(Name, stopped, Type),
                    From ! {Ref, ok},
                    Others;
                error ->
                    report_exit(Name, Reason, Type),
                    _ = must_all_end(Type, Reason) andalso spawn(fun() -> end_all(Name, Reason) end),
                    Waiting
            end;
        false -> Waiting
    end.

must_all_end(permanent, _) -> true;
must_all_end(transient, Reason) -> Reason =/= normal;
must_all_end(temporary, _) -> false.

%% An application that must run has ended: so does everything.
end_all(Name, Reason) ->
    io:format(standard_error, "Kernel pid terminated (application_controller) (~0tp)~n",
              [{application_terminated, Name, Reason}]),
    lists:foreach(fun({Other, _, _}) -> stop(Other) end, masters()),
    halt(1).

%%% Masters

master(Controller, [], Leader, _) ->
    group_leader(Leader, self()),
    Controller ! {self(), started},
    without_code(Controller, Leader);
master(Controller, {Module, Args}, Leader, Phases) ->
    process_flag(trap_exit, true),
    group_leader(Leader, self()),
    Master = self(),
    Starter = spawn_link(fun() -> starter(Master, Module, Args, Phases) end),
    starting(Controller, Starter, Module, Leader).

%% An application of modules only has nothing to do but to be there.
without_code(Controller, Leader) ->
    receive
        {Controller, stop} -> exit(normal);
        Message ->
            pass_on(Message, Leader),
            without_code(Controller, Leader)
    end.

starting(Controller, Starter, Module, Leader) ->
    receive
        {Starter, {ok, Pid, State}} ->
            Controller ! {self(), started},
            running(Controller, Starter, Pid, State, Module, Leader);
        {Starter, {error, Reason}} -> exit({failed, Reason});
        {'EXIT', Starter, Reason} -> exit({failed, {bad_return, {{Module, start, [normal, []]}, {'EXIT', Reason}}}});
        Message ->
            pass_on(Message, Leader),
            starting(Controller, Starter, Module, Leader)
    end.

running(Controller, Starter, Pid, State, Module, Leader) ->
    receive
        {Controller, stop} -> stopping(Starter, Pid, State, Module, Leader);
        {Starter, ended, Reason} ->
            _ = (catch Module:stop(State)),
            exit(Reason);
        Message ->
            pass_on(Message, Leader),
            running(Controller, Starter, Pid, State, Module, Leader)
    end.

%% The starter, which is the parent of the first process, ends it; what goes on printing meanwhile is served.
stopping(Starter, Pid, State, Module, Leader) ->
    Prepared = case erlang:function_exported(Module, prep_stop, 1) of
                   true ->
                       try Module:prep_stop(State)
                       catch _:_ -> State
                       end;
                   false -> State
               end,
    Starter ! {self(), stop, Pid},
    wait_for_end(Starter, Leader),
    _ = (catch Module:stop(Prepared)),
    exit(normal).

wait_for_end(Starter, Leader) ->
    receive
        {Starter, ended, _} -> ok;
        {'EXIT', Starter, _} -> ok;
        Message ->
            pass_on(Message, Leader),
            wait_for_end(Starter, Leader)
    end.

pass_on({io_request, _, _, _} = Request, Leader) -> Leader ! Request;
pass_on(_, _) -> ok.

%% Calls the application's start function with the master as group leader, and stays as the parent of what it started.
starter(Master, Module, Args, Phases) ->
    process_flag(trap_exit, true),
    group_leader(Master, self()),
    case catch Module:start(normal, Args) of
        {ok, Pid} when is_pid(Pid) -> phase(Phases, Master, Module, Pid, []);
        {ok, Pid, State} when is_pid(Pid) -> phase(Phases, Master, Module, Pid, State);
        {error, Reason} -> Master ! {self(), {error, {Reason, {Module, start, [normal, Args]}}}};
        Other -> Master ! {self(), {error, {bad_return, {{Module, start, [normal, Args]}, Other}}}}
    end.

phase([{Phase, Args} | Rest], Master, Module, Pid, State) ->
    case catch Module:start_phase(Phase, normal, Args) of
        ok -> phase(Rest, Master, Module, Pid, State);
        {error, Reason} ->
            end_process(Pid),
            Master ! {self(), {error, {Reason, {Module, start_phase, [Phase, normal, Args]}}}};
        Other ->
            end_process(Pid),
            Master ! {self(), {error, {bad_return, {{Module, start_phase, [Phase, normal, Args]}, Other}}}}
    end;
phase([], Master, _, Pid, State) ->
    link(Pid),
    Master ! {self(), {ok, Pid, State}},
    parent(Master, Pid).

parent(Master, Pid) ->
    receive
        {'EXIT', Pid, Reason} -> Master ! {self(), ended, Reason};
        {Master, stop, Pid} ->
            end_process(Pid),
            Master ! {self(), ended, shutdown};
        _ -> parent(Master, Pid)
    end.

end_process(Pid) ->
    Monitor = monitor(process, Pid),
    exit(Pid, shutdown),
    receive {'DOWN', Monitor, _, _, _} -> ok end.

%%% Reports

report_progress(Name) ->
    ?LOG_INFO(#{label => {?MODULE, progress}, report => [{application, Name}, {started_at, node()}]},
              #{domain => [otp, sasl], report_cb => fun ?MODULE:format_log/2,
                logger_formatter => #{title => "PROGRESS REPORT"},
                error_logger => #{tag => info_report, type => progress, report_cb => fun ?MODULE:format_log/1}}).

report_exit(Name, Reason, Type) ->
    ?LOG_NOTICE(#{label => {?MODULE, exit}, report => [{application, Name}, {exited, Reason}, {type, Type}]},
                #{domain => [otp], report_cb => fun ?MODULE:format_log/2,
                  error_logger => #{tag => info_report, type => std_info, report_cb => fun ?MODULE:format_log/1}}).

%% The text of a report, for error_logger.
-spec format_log(logger:report()) -> {io:format(), [term()]}.
format_log(Report) -> erlet_reports:format(Report).

%% The text of a report, for logger.
-spec format_log(logger:report(), logger:report_cb_config()) -> unicode:chardata().
format_log(Report, Config) -> erlet_reports:format(Report, Config).
