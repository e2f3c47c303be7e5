%%% Supervisor bridges: they tie a subsystem that is no supervisor into a tree of them.
%%%
%%% The examples use this bridge to an event manager:
%%%
%%%     -module(bridge).
%%%     -export([init/1, terminate/2]).
%%%     init(none) -> {error, nothing_there};
%%%     init(Name) -> {ok, Pid} = gen_event:start_link({local, Name}), {ok, Pid, Name}.
%%%     terminate(_Reason, Name) -> gen_event:stop(Name).
-module(supervisor_bridge).
-behaviour(gen_server).

-export([start_link/2, start_link/3]).
-export([init/1, handle_call/3, handle_cast/2, handle_info/2, terminate/2, code_change/3]).
-export([format_log/1, format_log/2]).

-include("logger.hrl").

%% Starts the subsystem: `{ok, Pid, State}`, `ignore` or `{error, Reason}`.
-callback init(Args :: term()) -> {ok, pid(), State :: term()} | ignore | {error, term()}.
%% Stops the subsystem; what it returns does not matter.
-callback terminate(Reason :: shutdown | term(), State :: term()) -> term().

-record(state, {module, pid, state, name}).

%% Starts a bridge, linked to the caller, and, by the init/1 of the callback module, its subsystem. The bridge ends
%% when the subsystem's process ends; when the bridge is told to end, terminate/2 of the module ends the subsystem.
%% > {ok, B} = supervisor_bridge:start_link(bridge, river), P = whereis(river), gen_server:stop(B),
%%   is_process_alive(P).
%% false
%% > process_flag(trap_exit, true), supervisor_bridge:start_link(bridge, none).
%% {error,nothing_there}
-spec start_link(module(), term()) -> {ok, pid()} | ignore | {error, term()}.
start_link(Module, Args) -> gen_server:start_link(?MODULE, {self, Module, Args}, []).

%% Starts a named bridge; else as start_link/2.
%% > {ok, B} = supervisor_bridge:start_link({local, arch}, bridge, river), whereis(arch) =:= B.
%% true
-spec start_link({local, atom()} | {global, term()} | {via, module(), term()}, module(), term()) ->
    {ok, pid()} | ignore | {error, term()}.
start_link(Name, Module, Args) -> gen_server:start_link(Name, ?MODULE, {Name, Module, Args}, []).

%% What `gen_server` calls: starts what the callback module supervises.
%% > {ok, _} = supervisor_bridge:start_link(bridge, river), gen_event:which_handlers(river).
%% []
-spec init({term(), module(), term()}) -> {ok, #state{}} | ignore | {stop, term()}.
init({Name, Module, Args}) ->
    process_flag(trap_exit, true),
    case Module:init(Args) of
        {ok, Pid, State} when is_pid(Pid) ->
            link(Pid),
            report_progress(Pid, Module, Args, own_name(Name, Module)),
            {ok, #state{module = Module, pid = Pid, state = State, name = own_name(Name, Module)}};
        ignore -> ignore;
        {error, Reason} -> {stop, Reason}
    end.

own_name(self, Module) -> {self(), Module};
own_name(Name, _) -> Name.

%% What `gen_server` calls; there are no requests.
%% > {ok, B} = supervisor_bridge:start_link(bridge, river),
%%   {supervisor:which_children(B), gen_server:call(B, hello)}.
%% {[],{error,badcall}}
-spec handle_call(term(), gen_server:from(), #state{}) -> {reply, term(), #state{}}.
handle_call(which_children, _, State) -> {reply, [], State};
handle_call(count_children, _, State) ->
    {reply, [{specs, 0}, {active, 0}, {supervisors, 0}, {workers, 0}], State};
handle_call(_, _, State) -> {reply, {error, badcall}, State}.

%% What `gen_server` calls; there are no casts.
%% > {ok, B} = supervisor_bridge:start_link(bridge, river), gen_server:cast(B, hello), is_process_alive(B).
%% true
-spec handle_cast(term(), #state{}) -> {noreply, #state{}}.
handle_cast(_, State) -> {noreply, State}.

%% The subsystem has ended: so does the bridge.
%% > process_flag(trap_exit, true), {ok, B} = supervisor_bridge:start_link(bridge, river),
%%   exit(whereis(river), kill), receive {'EXIT', B, Why} -> Why end.
%% killed
-spec handle_info(term(), #state{}) -> {noreply, #state{}} | {stop, term(), #state{}}.
handle_info({'EXIT', Pid, Reason}, #state{pid = Pid} = State) ->
    case ends_well(Reason) of
        true -> ok;
        false -> report_error(child_terminated, Reason, State)
    end,
    {stop, Reason, State#state{pid = undefined}};
handle_info(_, State) -> {noreply, State}.

ends_well(normal) -> true;
ends_well(shutdown) -> true;
ends_well({shutdown, _}) -> true;
ends_well(_) -> false.

%% The subsystem's own function ends it, if it has not ended by itself.
%% > {ok, B} = supervisor_bridge:start_link(bridge, river), gen_server:stop(B), whereis(river).
%% undefined
-spec terminate(term(), #state{}) -> term().
terminate(_, #state{pid = undefined}) -> ok;
terminate(Reason, #state{pid = Pid, module = Module, state = Own} = State) ->
    unlink(Pid),
    case catch Module:terminate(Reason, Own) of
        {'EXIT', Failure} -> report_error(shutdown_error, Failure, State);
        _ -> ok
    end.

%% What `sys` calls when the code changes.
%% > {ok, B} = supervisor_bridge:start_link(bridge, river), sys:suspend(B),
%%   [sys:change_code(B, supervisor_bridge, v1, extra), sys:resume(B)].
%% [ok,ok]
-spec code_change(term(), #state{}, term()) -> {ok, #state{}}.
code_change(_, State, _) -> {ok, State}.

report_progress(Pid, Module, Args, Name) ->
    ?LOG_INFO(#{label => {supervisor, progress},
                report => [{supervisor, Name}, {started, [{pid, Pid}, {mfa, {Module, init, [Args]}}]}]},
              #{domain => [otp, sasl], report_cb => fun ?MODULE:format_log/2,
                logger_formatter => #{title => "PROGRESS REPORT"},
                error_logger => #{tag => info_report, type => progress, report_cb => fun ?MODULE:format_log/1}}).

report_error(Context, Reason, #state{name = Name, pid = Pid, module = Module}) ->
    ?LOG_ERROR(#{label => {supervisor, error},
                 report => [{supervisor, Name}, {errorContext, Context}, {reason, Reason},
                            {offender, [{pid, Pid}, {mod, Module}]}]},
               #{domain => [otp, sasl], report_cb => fun ?MODULE:format_log/2,
                 logger_formatter => #{title => "SUPERVISOR REPORT"},
                 error_logger => #{tag => error_report, type => supervisor_report,
                                   report_cb => fun ?MODULE:format_log/1}}).

%% The text of a report that a bridge logs, for error_logger: a format and its arguments.
%% > supervisor_bridge:format_log(#{label => {supervisor, progress},
%%   report => [{supervisor, {local, arch}}, {started, [{pid, none}, {mfa, {bridge, init, [river]}}]}]}).
%% {"    supervisor: ~tp~n    started: ~tp~n",
%%  [{local,arch},[{pid,none},{mfa,{bridge,init,[river]}}]]}
-spec format_log(logger:report()) -> {io:format(), [term()]}.
format_log(Report) -> erlet_reports:format(Report).

%% The text of a report that a bridge logs, for logger. The map may have `depth`, `chars_limit` and `single_line`.
%% > Report = #{label => {supervisor, error}, report => [{supervisor, {local, arch}},
%%   {errorContext, child_terminated}, {reason, killed}, {offender, [{pid, none}, {mod, bridge}]}]},
%%   lists:flatten(supervisor_bridge:format_log(Report, #{single_line => true})).
%% "Supervisor: {local,arch}. Context: child_terminated. Reason: killed. Offender: pid=none,mod=bridge."
-spec format_log(logger:report(), logger:report_cb_config()) -> unicode:chardata().
format_log(Report, Config) -> erlet_reports:format(Report, Config).
