%%% Applications: what belongs together, is configured by an environment, started and stopped as one.
%%%
%%% Specifications and environments lie in persistent terms, so that they are read without asking anybody; starting and
%%% stopping is done by `application_controller`.
-module(application).

-export([load/1, load/2, unload/1, start/1, start/2, stop/1, ensure_started/1, ensure_started/2]).
-export([ensure_all_started/1, ensure_all_started/2, loaded_applications/0]).
-export([which_applications/0, which_applications/1, permit/2, takeover/2, start_type/0]).
-export([get_env/1, get_env/2, get_env/3, get_all_env/0, get_all_env/1]).
-export([set_env/1, set_env/2, set_env/3, set_env/4, unset_env/2, unset_env/3]).
-export([get_key/1, get_key/2, get_all_key/0, get_all_key/1, get_application/0, get_application/1]).

-export_type([start_type/0, restart_type/0, application_spec/0]).

-type start_type() :: normal | {takeover, node()} | {failover, node()}.
-type restart_type() :: permanent | transient | temporary.
-type application_spec() :: {application, atom(), [tuple()]}.
-type env() :: [{atom(), [{atom(), term()}]}].

%% Starts the application's top supervisor: `{ok, Pid}`, `{ok, Pid, State}` where stop/1 shall get a state, or `{error,
%% Reason}`.
-callback start(start_type(), Args :: term()) -> {ok, pid()} | {ok, pid(), State :: term()} | {error, term()}.
%% Called after the application has stopped; what it returns does not matter.
-callback stop(State :: term()) -> term().

%%% Loading and starting

%% Loads a specification, `{application, Name, Items}`, or the one in the file Name.app along the path. Gives `{error,
%% Reason}` when it is loaded already, is none, or the file is not found.
%% > Result = application:load({application, shop, [{vsn, "1"}, {env, [{port, 80}]}]}),
%%   Port = application:get_env(shop, port), application:unload(shop), {Result, Port}.
%% {ok,{ok,80}}
%% > [application:load({application, shop, []}) || _ <- [1, 2]].
%% [ok,{error,{already_loaded,{application,shop,[]}}}]
%% > application:load(no_such_application).
%% {error,{"no such file or directory","no_such_application.app"}}
-spec load(atom() | application_spec()) -> ok | {error, term()}.
load(Application) -> application_controller:load(Application).

%% As `load/1`; where an application is to run makes no difference when there is one node.
%% > Result = application:load({application, shop2, []}, shop2), application:unload(shop2), Result.
%% ok
-spec load(atom() | application_spec(), term()) -> ok | {error, term()}.
load(Application, _) -> load(Application).

%% Forgets the description of an application that does not run, and its settings. Gives `{error, {not_loaded, Name}}`
%% or `{error, {running, Name}}`.
%% > application:unload(no_such_application).
%% {error,{not_loaded,no_such_application}}
-spec unload(atom()) -> ok | {error, term()}.
unload(Application) -> application_controller:unload(Application).

%% Starts an application as temporary: whatever its end, nothing else is ended.
%% > Result = application:start({application, empty, []}), application:stop(empty), application:unload(empty), Result.
%% ok
%% > application:start(no_such_application).
%% {error,{"no such file or directory","no_such_application.app"}}
-spec start(atom()) -> ok | {error, term()}.
start(Application) -> start(Application, temporary).

%% Starts an application, loading it first if need be. When a permanent one ends, or a transient one by an error, all
%% others are ended as well. `{error, {already_started, Name}}`, `{error, {not_started, Needed}}`, or what went wrong.
%% > application:load({application, needy, [{applications, [needed]}]}), Result = application:start(needy, permanent),
%%   application:unload(needy), Result.
%% {error,{not_started,needed}}
%% > application:start(kernel, forever).
%% {error,{invalid_restart_type,forever}}
-spec start(atom(), restart_type()) -> ok | {error, term()}.
start(Application, Type) ->
    case is_restart_type(Type) of
        true ->
            case load(Application) of
                {error, {already_loaded, _}} -> application_controller:start(name(Application), Type);
                ok -> application_controller:start(name(Application), Type);
                Error -> Error
            end;
        false -> {error, {invalid_restart_type, Type}}
    end.

is_restart_type(Type) -> lists:member(Type, [permanent, transient, temporary]).

name({application, Name, _}) -> Name;
name(Name) -> Name.

%% Stops an application; it stays loaded. `{error, {not_started, Name}}` when it does not run.
%% > application:stop(no_such_application).
%% {error,{not_started,no_such_application}}
-spec stop(atom()) -> ok | {error, term()}.
stop(Application) -> application_controller:stop(Application).

%% As `start/1`; an application that runs already is none the worse.
%% > application:ensure_started(kernel).
%% ok
-spec ensure_started(atom()) -> ok | {error, term()}.
ensure_started(Application) -> ensure_started(Application, temporary).

%% As `start/2`; an application that runs already is none the worse.
%% > [application:ensure_started(Name, permanent) || Name <- [kernel, stdlib]].
%% [ok,ok]
-spec ensure_started(atom(), restart_type()) -> ok | {error, term()}.
ensure_started(Application, Type) ->
    case start(Application, Type) of
        {error, {already_started, Application}} -> ok;
        Result -> Result
    end.

%% As `ensure_all_started/2`, as temporary ones.
%% > application:ensure_all_started(stdlib).
%% {ok,[]}
%% > application:ensure_all_started(no_such_application).
%% {error,{no_such_application,{"no such file or directory",
%%                              "no_such_application.app"}}}
-spec ensure_all_started(atom()) -> {ok, [atom()]} | {error, term()}.
ensure_all_started(Application) -> ensure_all_started(Application, temporary).

%% Starts an application and all that it needs; those that were started, in that order. When one fails, the others are
%% stopped again.
%% > application:load({application, base, []}), application:load({application, top, [{applications, [base]}]}),
%%   Started = application:ensure_all_started(top, temporary),
%%   [begin application:stop(Name), application:unload(Name) end || Name <- [top, base]], Started.
%% {ok,[base,top]}
-spec ensure_all_started(atom(), restart_type()) -> {ok, [atom()]} | {error, term()}.
ensure_all_started(Application, Type) when is_atom(Application) ->
    case start_needed(Application, Type, [], []) of
        {ok, Started} -> {ok, lists:reverse(Started)};
        {error, Reason, Started} ->
            lists:foreach(fun stop/1, Started),
            {error, Reason}
    end.

start_needed(Application, Type, Waiting, Started) ->
    case start(Application, Type) of
        ok -> {ok, [Application | Started]};
        {error, {already_started, Application}} -> {ok, Started};
        {error, {not_started, Needed}} ->
            case lists:member(Needed, Waiting) of
                true -> {error, {Application, {not_started, Needed}}, Started};
                false ->
                    case start_needed(Needed, Type, [Application | Waiting], Started) of
                        {ok, More} -> start_needed(Application, Type, Waiting, More);
                        Error -> Error
                    end
            end;
        {error, Reason} -> {error, {Application, Reason}, Started}
    end.

%% Name, description and version of what is loaded.
%% > lists:keymember(kernel, 1, application:loaded_applications()).
%% true
-spec loaded_applications() -> [{atom(), string(), string()}].
loaded_applications() -> application_controller:loaded().

%% Name, description and version of what runs, the last started one first.
%% > [Name || {Name, _, _} <- application:which_applications(), Name =:= stdlib orelse Name =:= kernel].
%% [stdlib,kernel]
-spec which_applications() -> [{atom(), string(), string()}].
which_applications() -> application_controller:running().

%% As `which_applications/0`, with a time to wait at most, which is not needed here.
%% > lists:keymember(kernel, 1, application:which_applications(1000)).
%% true
-spec which_applications(timeout()) -> [{atom(), string(), string()}].
which_applications(_) -> which_applications().

%% Whether an application may run on this node, where everything may. `{error, {not_loaded, Name}}` for an unknown one.
%% > application:permit(no_such_application, true).
%% {error,{not_loaded,no_such_application}}
-spec permit(atom(), boolean()) -> ok | {error, term()}.
permit(Application, Permission) when is_atom(Application), is_boolean(Permission) ->
    case get_all_key(Application) of
        {ok, _} -> ok;
        undefined -> {error, {not_loaded, Application}}
    end.

%% Takes an application over from another node, of which there is none: `{error, {not_running_distributed, Name}}`.
%% > application:takeover(kernel, permanent).
%% {error,{not_running_distributed,kernel}}
-spec takeover(atom(), restart_type()) -> {error, term()}.
takeover(Application, _) -> {error, {not_running_distributed, Application}}.

%% How the application is being started that the caller belongs to. It is local when it is not being started,
%% undefined when it belongs to none.
%% > {P, R} = spawn_monitor(fun() -> group_leader(self(), self()), exit(application:start_type()) end),
%%   receive {'DOWN', R, process, P, Type} -> Type end.
%% undefined
-spec start_type() -> start_type() | local | undefined.
start_type() -> application_controller:start_type(group_leader()).

%%% Environment

%% The value of a parameter of the caller's application, `{ok, Value}`; undefined when there is none.
%% > application:get_env(no_such_parameter).
%% undefined
-spec get_env(atom()) -> undefined | {ok, term()}.
get_env(Key) ->
    case get_application() of
        {ok, Application} -> get_env(Application, Key);
        undefined -> undefined
    end.

%% The value of a parameter of an application, `{ok, Value}`; undefined when there is none.
%% > application:set_env(shop_e2, port, 80), Values = [application:get_env(shop_e2, Key) || Key <- [port, host]],
%%   application:unset_env(shop_e2, port), Values.
%% [{ok,80},undefined]
-spec get_env(atom(), atom()) -> undefined | {ok, term()}.
get_env(Application, Key) ->
    case application_controller:env(Application) of
        #{Key := Value} -> {ok, Value};
        #{} -> undefined
    end.

%% The value of a parameter of an application, or a default.
%% > application:get_env(no_such_application, port, 8080).
%% 8080
-spec get_env(atom(), atom(), term()) -> term().
get_env(Application, Key, Default) -> maps:get(Key, application_controller:env(Application), Default).

%% All parameters of the caller's application; none when it belongs to none.
%% > {P, R} = spawn_monitor(fun() -> group_leader(self(), self()), exit(application:get_all_env()) end),
%%   receive {'DOWN', R, process, P, Env} -> Env end.
%% []
-spec get_all_env() -> [{atom(), term()}].
get_all_env() ->
    case get_application() of
        {ok, Application} -> get_all_env(Application);
        undefined -> []
    end.

%% All parameters of an application, in no order.
%% > application:set_env(shop_all, port, 80), Env = application:get_all_env(shop_all),
%%   application:unset_env(shop_all, port), Env.
%% [{port,80}]
-spec get_all_env(atom()) -> [{atom(), term()}].
get_all_env(Application) -> maps:to_list(application_controller:env(Application)).

%% As `set_env/2`, without options.
%% > application:set_env([{shop1, [{port, 80}]}]), Port = application:get_env(shop1, port),
%%   application:unset_env(shop1, port), Port.
%% {ok,80}
-spec set_env(env()) -> ok.
set_env(Config) -> set_env(Config, []).

%% Sets parameters of several applications. Fails with `{badarg, Text}` when an application or a parameter stands
%% twice, or is none. The option {persistent, true} is as for `set_env/4`.
%% > application:set_env([{shop, []}, {shop, []}], []).
%% ** error:{badarg,"duplicate application config: shop"}
-spec set_env(env(), [{timeout, timeout()} | {persistent, boolean()}]) -> ok.
set_env(Config, Options) when is_list(Config), is_list(Options) ->
    case wrong_config(Config) of
        none ->
            lists:foreach(fun({Application, Env}) ->
                                  lists:foreach(fun({Key, Value}) -> set_env(Application, Key, Value, Options) end, Env)
                          end, Config);
        Reason -> error(Reason, [Config, Options])
    end.

%% The first thing that is wrong with a configuration.
wrong_config([{Name, Env} | Config]) when is_atom(Name), is_list(Env) ->
    case lists:keymember(Name, 1, Config) orelse wrong_env(Name, Env) of
        true -> wrong("duplicate application config: ~tp", [Name]);
        none -> wrong_config(Config);
        Reason -> Reason
    end;
wrong_config([{Name, Env} | _]) when is_list(Env) -> wrong("application: ~tp; application name must be an atom", [Name]);
wrong_config([{Name, _} | _]) -> wrong("application: ~tp; parameters must be a list", [Name]);
wrong_config([Item | _]) -> wrong("invalid application config: ~tp", [Item]);
wrong_config([]) -> none.

wrong_env(Name, [{Key, _} | Env]) when is_atom(Key) ->
    case lists:keymember(Key, 1, Env) of
        true -> wrong("application: ~tp; duplicate parameter: ~tp", [Name, Key]);
        false -> wrong_env(Name, Env)
    end;
wrong_env(Name, [{Key, _} | _]) -> wrong("application: ~tp; invalid parameter name: ~tp", [Name, Key]);
wrong_env(Name, [Item | _]) -> wrong("application: ~tp; invalid parameter: ~tp", [Name, Item]);
wrong_env(_, []) -> none.

wrong(Format, Args) -> {badarg, lists:flatten(io_lib:format(Format, Args))}.

%% Sets a parameter of an application, which need not be loaded.
%% > application:set_env(shop3, port, 81), Port = application:get_env(shop3, port),
%%   application:unset_env(shop3, port), Port.
%% {ok,81}
-spec set_env(atom(), atom(), term()) -> ok.
set_env(Application, Key, Value) -> set_env(Application, Key, Value, []).

%% As `set_env/3`; a {persistent, true} one outlives the loading of its application.
%% > application:set_env(shop4, port, 1, [{persistent, true}]),
%%   application:load({application, shop4, [{env, [{port, 2}]}]}), Port = application:get_env(shop4, port),
%%   application:unload(shop4), application:unset_env(shop4, port, [{persistent, true}]), Port.
%% {ok,1}
-spec set_env(atom(), atom(), term(), timeout() | [{timeout, timeout()} | {persistent, boolean()}]) -> ok.
set_env(Application, Key, Value, Options) ->
    application_controller:set_env(Application, Key, Value, is_persistent(Options)).

%% Removes a parameter of an application, if it is there.
%% > application:set_env(shop5, port, 80), application:unset_env(shop5, port), application:get_env(shop5, port).
%% undefined
-spec unset_env(atom(), atom()) -> ok.
unset_env(Application, Key) -> unset_env(Application, Key, []).

%% As `unset_env/2`; with {persistent, true} the parameter is not kept either for when the application is loaded.
%% > application:unset_env(no_such_application, port, [{persistent, true}]).
%% ok
-spec unset_env(atom(), atom(), timeout() | [{timeout, timeout()} | {persistent, boolean()}]) -> ok.
unset_env(Application, Key, Options) ->
    application_controller:unset_env(Application, Key, is_persistent(Options)).

is_persistent(Options) when is_list(Options) -> proplists:get_bool(persistent, Options);
is_persistent(_) -> false.

%%% Specifications

%% What the specification of the caller's application says under a key, `{ok, Value}`. Gives undefined when it belongs
%% to none.
%% > {P, R} = spawn_monitor(fun() -> group_leader(self(), self()), exit(application:get_key(vsn)) end),
%%   receive {'DOWN', R, process, P, Vsn} -> Vsn end.
%% undefined
-spec get_key(atom()) -> undefined | {ok, term()}.
get_key(Key) ->
    case get_application() of
        {ok, Application} -> get_key(Application, Key);
        undefined -> undefined
    end.

%% What a specification says under a key. Keys: description, vsn, modules, registered, applications, env, mod,
%% start_phases …; undefined for another key or an application that is not loaded.
%% > application:load({application, shop6, [{vsn, "1.2"}]}),
%%   Values = [application:get_key(shop6, Key) || Key <- [vsn, modules, colour]], application:unload(shop6), Values.
%% [{ok,"1.2"},{ok,[]},undefined]
-spec get_key(atom(), atom()) -> undefined | {ok, term()}.
get_key(Application, Key) ->
    case get_all_key(Application) of
        {ok, Items} ->
            case lists:keyfind(Key, 1, Items) of
                {_, Value} -> {ok, Value};
                false -> undefined
            end;
        undefined -> undefined
    end.

%% All items of the specification of the caller's application; [] when it belongs to none.
%% > {P, R} = spawn_monitor(fun() -> group_leader(self(), self()), exit(application:get_all_key()) end),
%%   receive {'DOWN', R, process, P, Keys} -> Keys end.
%% []
-spec get_all_key() -> [] | {ok, [{atom(), term()}]}.
get_all_key() ->
    case get_application() of
        {ok, Application} -> get_all_key(Application);
        undefined -> []
    end.

%% All items of a specification; undefined when the application is not loaded.
%% > application:load({application, shop7, [{vsn, "1"}]}), {ok, Items} = application:get_all_key(shop7),
%%   application:unload(shop7), proplists:get_value(vsn, Items).
%% "1"
%% > application:get_all_key(no_such_application).
%% undefined
-spec get_all_key(atom()) -> undefined | {ok, [{atom(), term()}]}.
get_all_key(Application) -> application_controller:keys(Application).

%% The application that the caller belongs to; undefined when to none.
%% > {P, R} = spawn_monitor(fun() -> group_leader(self(), self()), exit(application:get_application()) end),
%%   receive {'DOWN', R, process, P, Name} -> Name end.
%% undefined
-spec get_application() -> undefined | {ok, atom()}.
get_application() -> application_controller:application_of(group_leader()).

%% The application that a process, or a module, belongs to; undefined when to none.
%% > application:load({application, shop8, [{modules, [shop_server]}]}),
%%   Name = application:get_application(shop_server), application:unload(shop8), Name.
%% {ok,shop8}
-spec get_application(pid() | module()) -> undefined | {ok, atom()}.
get_application(Pid) when is_pid(Pid) ->
    case process_info(Pid, group_leader) of
        {group_leader, Leader} -> application_controller:application_of(Leader);
        undefined -> undefined
    end;
get_application(Module) when is_atom(Module) -> application_controller:application_with(Module).
