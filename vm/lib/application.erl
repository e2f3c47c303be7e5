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

%% Starts the application's top supervisor: `{ok, Pid}`, `{ok, Pid, State}` where stop/1 shall get a state, or `{error, Reason}`.
-callback start(start_type(), Args :: term()) -> {ok, pid()} | {ok, pid(), State :: term()} | {error, term()}.
%% Called after the application has stopped; what it returns does not matter.
-callback stop(State :: term()) -> term().

%%% Loading and starting

%% Loads a specification, given or found in the file of that name.
-spec load(atom() | application_spec()) -> ok | {error, term()}.
load(Application) -> application_controller:load(Application).

%% The same; where an application is to run makes no difference when there is one node.
-spec load(atom() | application_spec(), term()) -> ok | {error, term()}.
load(Application, _) -> load(Application).

%% Forgets the description of an application that does not run.
-spec unload(atom()) -> ok | {error, term()}.
unload(Application) -> application_controller:unload(Application).

-spec start(atom()) -> ok | {error, term()}.
start(Application) -> start(Application, temporary).

%% Starts an application, loading it first if need be. When a permanent one ends, or a transient one by an error, all
%% others are ended as well.
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

%% Stops an application; it stays loaded.
-spec stop(atom()) -> ok | {error, term()}.
stop(Application) -> application_controller:stop(Application).

-spec ensure_started(atom()) -> ok | {error, term()}.
ensure_started(Application) -> ensure_started(Application, temporary).

%% As `start/2`; an application that runs already is none the worse.
-spec ensure_started(atom(), restart_type()) -> ok | {error, term()}.
ensure_started(Application, Type) ->
    case start(Application, Type) of
        {error, {already_started, Application}} -> ok;
        Result -> Result
    end.

-spec ensure_all_started(atom()) -> {ok, [atom()]} | {error, term()}.
ensure_all_started(Application) -> ensure_all_started(Application, temporary).

%% Starts an application and all that it needs; those that were started, in that order. When one fails, the others are
%% stopped again.
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
-spec loaded_applications() -> [{atom(), string(), string()}].
loaded_applications() -> application_controller:loaded().

-spec which_applications() -> [{atom(), string(), string()}].
which_applications() -> application_controller:running().

%% Name, description and version of what runs.
-spec which_applications(timeout()) -> [{atom(), string(), string()}].
which_applications(_) -> which_applications().

%% Whether an application may run on this node, where everything may.
-spec permit(atom(), boolean()) -> ok | {error, term()}.
permit(Application, Permission) when is_atom(Application), is_boolean(Permission) ->
    case get_all_key(Application) of
        {ok, _} -> ok;
        undefined -> {error, {not_loaded, Application}}
    end.

%% There is no other node from which an application could be taken over.
-spec takeover(atom(), restart_type()) -> {error, term()}.
takeover(Application, _) -> {error, {not_running_distributed, Application}}.

%% How the application is being started that the caller belongs to.
-spec start_type() -> start_type() | local | undefined.
start_type() -> application_controller:start_type(group_leader()).

%%% Environment

-spec get_env(atom()) -> undefined | {ok, term()}.
get_env(Key) ->
    case get_application() of
        {ok, Application} -> get_env(Application, Key);
        undefined -> undefined
    end.

-spec get_env(atom(), atom()) -> undefined | {ok, term()}.
get_env(Application, Key) ->
    case application_controller:env(Application) of
        #{Key := Value} -> {ok, Value};
        #{} -> undefined
    end.

%% The value of a parameter, or a default.
-spec get_env(atom(), atom(), term()) -> term().
get_env(Application, Key, Default) -> maps:get(Key, application_controller:env(Application), Default).

%% All settings of an application, or of the caller's.
-spec get_all_env() -> [{atom(), term()}].
get_all_env() ->
    case get_application() of
        {ok, Application} -> get_all_env(Application);
        undefined -> []
    end.

-spec get_all_env(atom()) -> [{atom(), term()}].
get_all_env(Application) -> maps:to_list(application_controller:env(Application)).

-spec set_env(env()) -> ok.
set_env(Config) -> set_env(Config, []).

%% Sets parameters of several applications; no application and no parameter may stand twice.
-spec set_env(env(), [{timeout, timeout()} | {persistent, boolean()}]) -> ok.
set_env(Config, Options) when is_list(Config), is_list(Options) ->
    case is_config(Config) of
        true -> lists:foreach(fun({Application, Env}) ->
                                      lists:foreach(fun({Key, Value}) -> set_env(Application, Key, Value, Options) end,
                                                    Env)
                              end, Config);
        false -> error(badarg, [Config, Options])
    end.

is_config(Config) ->
    are_pairs(Config) andalso lists:all(fun({_, Env}) -> is_list(Env) andalso are_pairs(Env) end, Config).

are_pairs(List) ->
    lists:all(fun(Item) -> is_tuple(Item) andalso tuple_size(Item) =:= 2 andalso is_atom(element(1, Item)) end, List)
        andalso length(lists:ukeysort(1, List)) =:= length(List).

-spec set_env(atom(), atom(), term()) -> ok.
set_env(Application, Key, Value) -> set_env(Application, Key, Value, []).

%% Sets a parameter; a persistent one outlives the loading of its application.
-spec set_env(atom(), atom(), term(), timeout() | [{timeout, timeout()} | {persistent, boolean()}]) -> ok.
set_env(Application, Key, Value, Options) ->
    application_controller:set_env(Application, Key, Value, is_persistent(Options)).

%% Removes a setting of an application.
-spec unset_env(atom(), atom()) -> ok.
unset_env(Application, Key) -> unset_env(Application, Key, []).

-spec unset_env(atom(), atom(), timeout() | [{timeout, timeout()} | {persistent, boolean()}]) -> ok.
unset_env(Application, Key, Options) ->
    application_controller:unset_env(Application, Key, is_persistent(Options)).

is_persistent(Options) when is_list(Options) -> proplists:get_bool(persistent, Options);
is_persistent(_) -> false.

%%% Specifications

-spec get_key(atom()) -> undefined | {ok, term()}.
get_key(Key) ->
    case get_application() of
        {ok, Application} -> get_key(Application, Key);
        undefined -> undefined
    end.

%% What a specification says under a key.
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

%% All items of an application's description.
-spec get_all_key() -> [] | {ok, [{atom(), term()}]}.
get_all_key() ->
    case get_application() of
        {ok, Application} -> get_all_key(Application);
        undefined -> []
    end.

-spec get_all_key(atom()) -> undefined | {ok, [{atom(), term()}]}.
get_all_key(Application) -> application_controller:keys(Application).

-spec get_application() -> undefined | {ok, atom()}.
get_application() -> application_controller:application_of(group_leader()).

%% The application that a process, or a module, belongs to.
-spec get_application(pid() | module()) -> undefined | {ok, atom()}.
get_application(Pid) when is_pid(Pid) ->
    case process_info(Pid, group_leader) of
        {group_leader, Leader} -> application_controller:application_of(Leader);
        undefined -> undefined
    end;
get_application(Module) when is_atom(Module) -> application_controller:application_with(Module).
