%%% System messages: looking at, suspending, changing and tracing processes that follow OTP's protocol.
%%%
%%% A request is `{system, From, Request}`. A process that gets one calls `handle_system_msg/6`, which answers and
%%% goes on in the process's module by `system_continue/3` or `system_terminate/4`, or waits here while suspended.
%%% Debug options are a list of `{log, {Max, Events}}` (newest first), `{trace, true}`, `{statistics, Counters}`,
%%% `{log_to_file, File}` and `{Id, {Fun, State}}` for the functions that were installed.
-module(sys).

-export([suspend/1, suspend/2, resume/1, resume/2, terminate/2, terminate/3]).
-export([get_status/1, get_status/2, get_state/1, get_state/2, replace_state/2, replace_state/3]).
-export([change_code/4, change_code/5, install/2, install/3, remove/2, remove/3, no_debug/1, no_debug/2]).
-export([trace/2, trace/3, log/2, log/3, log_to_file/2, log_to_file/3, statistics/2, statistics/3]).
-export([handle_system_msg/6, handle_system_msg/7, handle_debug/4, debug_options/1]).
-export([get_log/1, get_debug/3, print_log/1]).
%% Where a suspended process that hibernates wakes up.
-export([suspend_loop_hib/6]).

-export_type([dbg_opt/0, dbg_fun/0, system_event/0, name/0]).

-type name() :: pid() | atom() | {atom(), node()} | {global, term()} | {via, module(), term()}.
-type system_event() :: {in, term()} | {in, term(), term()} | {out, term(), term()} | {out, term(), term(), term()}
                      | term().
-type dbg_fun() :: fun((term(), system_event(), term()) -> done | term()).
-opaque dbg_opt() :: {log, {pos_integer(), [term()]}} | {trace, true} | {statistics, term()}
                   | {log_to_file, term()} | {term(), {dbg_fun(), term()}}.
-type format_fun() :: fun((io:device(), system_event(), term()) -> term()).

%% Called when the process shall go on: it enters its own loop again, and does not return.
-callback system_continue(Parent :: pid(), Debug :: [dbg_opt()], Misc :: term()) -> no_return().
%% Called when the process shall end; it ends it with the reason.
-callback system_terminate(Reason :: term(), Parent :: pid(), Debug :: [dbg_opt()], Misc :: term()) -> no_return().
%% Makes the state fit a new version of the module: `{ok, NewMisc}`.
-callback system_code_change(Misc :: term(), Module :: module(), OldVsn :: undefined | term(), Extra :: term()) ->
    {ok, NewMisc :: term()}.
%% What get_state/1,2 show: `{ok, State}`.
-callback system_get_state(Misc :: term()) -> {ok, State :: term()}.
%% Applies the fun of replace_state/2,3: `{ok, NewState, NewMisc}`.
-callback system_replace_state(StateFun :: fun((term()) -> term()), Misc :: term()) ->
    {ok, NewState :: term(), NewMisc :: term()}.
-optional_callbacks([system_get_state/1, system_replace_state/2]).

-define(LOG_SIZE, 10).

%%% Requests. A failed one exits with `{Reason, {sys, Function, Arguments}}`.

%% Stops a process from handling anything but system messages; what else comes waits in its mailbox. Like every
%% function here that asks a process it waits five seconds, and exits with `{noproc, …}` or `{timeout, …}`.
%% > {ok, P} = gen_event:start_link(), sys:suspend(P), lists:nth(2, element(4, sys:get_status(P))).
%% suspended
%% > sys:suspend(nobody).
%% ** exit:{noproc,{sys,suspend,[nobody]}}
-spec suspend(name()) -> ok.
suspend(Name) -> ask(Name, suspend, suspend, [Name]).

%% Stops a process from handling anything but system messages, waiting so many milliseconds for its answer.
%% > {ok, P} = gen_event:start_link(), sys:suspend(P, 1000).
%% ok
-spec suspend(name(), timeout()) -> ok.
suspend(Name, Timeout) -> ask(Name, suspend, suspend, [Name, Timeout], Timeout).

%% Lets a suspended process go on.
%% > {ok, P} = gen_event:start_link(), sys:suspend(P), sys:resume(P), lists:nth(2, element(4, sys:get_status(P))).
%% running
-spec resume(name()) -> ok.
resume(Name) -> ask(Name, resume, resume, [Name]).

%% Lets a suspended process go on, waiting so many milliseconds for its answer.
%% > {ok, P} = gen_event:start_link(), sys:suspend(P), sys:resume(P, 1000).
%% ok
-spec resume(name(), timeout()) -> ok.
resume(Name, Timeout) -> ask(Name, resume, resume, [Name, Timeout], Timeout).

%% Has a process end with a reason; returns when the process has said that it will.
%% > {ok, {P, M}} = gen_event:start_monitor(), {sys:terminate(P, done), receive {'DOWN', M, _, _, Why} -> Why end}.
%% {ok,done}
-spec terminate(name(), term()) -> ok.
terminate(Name, Reason) -> ask(Name, {terminate, Reason}, terminate, [Name, Reason]).

%% Has a process end with a reason, waiting so many milliseconds for its answer.
%% > {ok, {P, M}} = gen_event:start_monitor(), {sys:terminate(P, done, 1000),
%%   receive {'DOWN', M, _, _, Why} -> Why end}.
%% {ok,done}
-spec terminate(name(), term(), timeout()) -> ok.
terminate(Name, Reason, Timeout) ->
    ask(Name, {terminate, Reason}, terminate, [Name, Reason, Timeout], Timeout).

%% `{status, Pid, {module, Module}, [Dictionary, running | suspended, Parent, Debug, Misc]}`: what is known of a
%% process; Misc is the behaviour's own.
%% > {ok, P} = gen_event:start_link(), {status, P, {module, Module}, [_, State, _, [], _]} = sys:get_status(P),
%%   {Module, State}.
%% {gen_event,running}
-spec get_status(name()) -> term().
get_status(Name) -> ask(Name, get_status, get_status, [Name]).

%% The status of a process, waiting so many milliseconds for it.
%% > {ok, P} = gen_event:start_link(), {status, P, Module, _} = sys:get_status(P, 1000), Module.
%% {module,gen_event}
-spec get_status(name(), timeout()) -> term().
get_status(Name, Timeout) -> ask(Name, get_status, get_status, [Name, Timeout], Timeout).

%% The state of a process, as its behaviour shows it: for gen_server the state, for gen_statem `{State, Data}`, for
%% gen_event a list of `{Module, Id, State}`.
%% > {ok, P} = gen_event:start_link(), sys:get_state(P).
%% []
-spec get_state(name()) -> term().
get_state(Name) -> state(ask(Name, get_state, get_state, [Name])).

%% The state of a process, waiting so many milliseconds for it.
%% > {ok, P} = gen_event:start_link(), sys:get_state(P, 1000).
%% []
-spec get_state(name(), timeout()) -> term().
get_state(Name, Timeout) -> state(ask(Name, get_state, get_state, [Name, Timeout], Timeout)).

%% Replaces the state of a process by what a function makes of it, and gives the new state. When the function fails,
%% the caller exits, and the state stays.
%% > {ok, P} = gen_event:start_link(), sys:replace_state(P, fun(Handler) -> Handler end).
%% []
-spec replace_state(name(), fun((term()) -> term())) -> term().
replace_state(Name, Fun) -> state(ask(Name, {replace_state, Fun}, {replace_state, Fun}, [Name])).

%% Replaces the state of a process, waiting so many milliseconds.
%% > {ok, P} = gen_event:start_link(), sys:replace_state(P, fun(Handler) -> Handler end, 1000).
%% []
-spec replace_state(name(), fun((term()) -> term()), timeout()) -> term().
replace_state(Name, Fun, Timeout) ->
    state(ask(Name, {replace_state, Fun}, {replace_state, Fun}, [Name, Timeout], Timeout)).

state({error, Reason}) -> error(Reason);
state(State) -> State.

%% Has a suspended process change its state to that of a new version of its module, by the module's `code_change`; the
%% arguments are the old version and whatever that function is to know. `{error, {not_suspended, …}}` when it runs.
%% > {ok, P} = gen_event:start_link(), sys:suspend(P), sys:change_code(P, gen_event, v1, extra).
%% ok
-spec change_code(name(), module(), undefined | term(), term()) -> ok | {error, term()}.
change_code(Name, Module, Vsn, Extra) ->
    ask(Name, {change_code, Module, Vsn, Extra}, change_code, [Name, Module, Vsn, Extra]).

%% Has a suspended process change its state, waiting so many milliseconds.
%% > {ok, P} = gen_event:start_link(), sys:suspend(P), sys:change_code(P, gen_event, v1, extra, 1000).
%% ok
-spec change_code(name(), module(), undefined | term(), term(), timeout()) -> ok | {error, term()}.
change_code(Name, Module, Vsn, Extra, Timeout) ->
    ask(Name, {change_code, Module, Vsn, Extra}, change_code, [Name, Module, Vsn, Extra, Timeout], Timeout).

%% Prints all events of a process on the terminal, or no longer.
%% > {ok, P} = gen_event:start_link(), sys:trace(P, false).
%% ok
-spec trace(name(), boolean()) -> ok.
trace(Name, Flag) -> debug(Name, {trace, Flag}, trace, [Name, Flag]).

%% Prints all events of a process or no longer, waiting so many milliseconds for its answer.
%% > {ok, P} = gen_event:start_link(), sys:trace(P, false, 1000).
%% ok
-spec trace(name(), boolean(), timeout()) -> ok.
trace(Name, Flag, Timeout) -> debug(Name, {trace, Flag}, trace, [Name, Flag, Timeout], Timeout).

%% Keeps the last events of a process, ten if `{true, N}` does not say otherwise (`true`), or no longer (`false`);
%% gives them (`get`), oldest first, or prints them (`print`).
%% > {ok, P} = gen_event:start_link(), sys:log(P, true), gen_event:notify(P, ring), gen_event:notify(P, stop),
%%   sys:log(P, get).
%% {ok,[{in,{notify,ring}},{in,{notify,stop}}]}
-spec log(name(), true | {true, pos_integer()} | false | get | print) -> ok | {ok, [system_event()]}.
log(Name, Flag) -> debug(Name, {log, Flag}, log, [Name, Flag]).

%% Keeps or gives the last events of a process, waiting so many milliseconds for its answer.
%% > {ok, P} = gen_event:start_link(), sys:log(P, {true, 1}, 1000), gen_event:notify(P, ring),
%%   gen_event:notify(P, stop), sys:log(P, get).
%% {ok,[{in,{notify,stop}}]}
-spec log(name(), true | {true, pos_integer()} | false | get | print, timeout()) -> ok | {ok, [system_event()]}.
log(Name, Flag, Timeout) -> debug(Name, {log, Flag}, log, [Name, Flag, Timeout], Timeout).

%% Writes all events of a process to a file, or no longer (`false`). `{error, open_file}` when it cannot be opened.
%% > {ok, P} = gen_event:start_link(), sys:log_to_file(P, "no_such_folder/events").
%% {error,open_file}
-spec log_to_file(name(), file:name_all() | false) -> ok | {error, open_file}.
log_to_file(Name, File) -> debug(Name, {log_to_file, File}, log_to_file, [Name, File]).

%% Writes all events of a process to a file or no longer, waiting so many milliseconds for its answer.
%% > {ok, P} = gen_event:start_link(), sys:log_to_file(P, "sys_events", 1000), gen_event:notify(P, ring),
%%   sys:log_to_file(P, false), {ok, Text} = file:read_file("sys_events"), file:delete("sys_events"),
%%   binary:match(Text, <<"got event ring">>) =/= nomatch.
%% true
-spec log_to_file(name(), file:name_all() | false, timeout()) -> ok | {error, open_file}.
log_to_file(Name, File, Timeout) ->
    debug(Name, {log_to_file, File}, log_to_file, [Name, File, Timeout], Timeout).

%% Counts messages and reductions of a process from now on (`true`) or no longer (`false`); gives the counts (`get`):
%% `start_time`, `current_time`, `reductions`, `messages_in` and `messages_out`, or `no_statistics`.
%% > {ok, P} = gen_event:start_link(), sys:statistics(P, true), gen_event:notify(P, ring),
%%   {ok, Counts} = sys:statistics(P, get), proplists:get_value(messages_in, Counts).
%% 1
%% > {ok, P} = gen_event:start_link(), sys:statistics(P, get).
%% {ok,no_statistics}
-spec statistics(name(), true | false | get) -> ok | {ok, [tuple()] | no_statistics}.
statistics(Name, Flag) -> debug(Name, {statistics, Flag}, statistics, [Name, Flag]).

%% Counts messages and reductions, or gives the counts, waiting so many milliseconds for the answer.
%% > {ok, P} = gen_event:start_link(), sys:statistics(P, get, 1000).
%% {ok,no_statistics}
-spec statistics(name(), true | false | get, timeout()) -> ok | {ok, [tuple()] | no_statistics}.
statistics(Name, Flag, Timeout) -> debug(Name, {statistics, Flag}, statistics, [Name, Flag, Timeout], Timeout).

%% Has a function called at every event of a process: `Fun(State, Event, Misc)` gives its next state, or `done` to be
%% removed. With `{Id, Fun, State}` it can be removed by its identity.
%% > Me = self(), {ok, P} = gen_event:start_link(),
%%   sys:install(P, {fun(N, {in, {notify, E}}, _) -> Me ! {N, E}, N + 1; (N, _, _) -> N end, 1}),
%%   [gen_event:notify(P, E) || E <- [a, b]], [receive X -> X end || _ <- [1, 2]].
%% [{1,a},{2,b}]
-spec install(name(), {dbg_fun(), term()} | {term(), dbg_fun(), term()}) -> ok.
install(Name, What) -> debug(Name, {install, What}, install, [Name, What]).

%% Has a function called at every event of a process, waiting so many milliseconds for its answer.
%% > {ok, P} = gen_event:start_link(), sys:install(P, {spy, fun(_, _, _) -> done end, none}, 1000).
%% ok
-spec install(name(), {dbg_fun(), term()} | {term(), dbg_fun(), term()}, timeout()) -> ok.
install(Name, What, Timeout) -> debug(Name, {install, What}, install, [Name, What, Timeout], Timeout).

%% Removes an installed function, named by its identity or the function itself.
%% > {ok, P} = gen_event:start_link(), sys:install(P, {spy, fun(N, _, _) -> N + 1 end, 0}), sys:remove(P, spy).
%% ok
-spec remove(name(), dbg_fun() | term()) -> ok.
remove(Name, What) -> debug(Name, {remove, What}, remove, [Name, What]).

%% Removes an installed function, waiting so many milliseconds for the answer.
%% > {ok, P} = gen_event:start_link(), sys:remove(P, spy, 1000).
%% ok
-spec remove(name(), dbg_fun() | term(), timeout()) -> ok.
remove(Name, What, Timeout) -> debug(Name, {remove, What}, remove, [Name, What, Timeout], Timeout).

%% Ends everything that looks at a process: its log, trace, statistics and installed functions.
%% > {ok, P} = gen_event:start_link(), sys:log(P, true), sys:no_debug(P), sys:log(P, get).
%% {ok,[]}
-spec no_debug(name()) -> ok.
no_debug(Name) -> debug(Name, no_debug, {debug, no_debug}, [Name]).

%% Ends everything that looks at a process, waiting so many milliseconds for its answer.
%% > {ok, P} = gen_event:start_link(), sys:no_debug(P, 1000).
%% ok
-spec no_debug(name(), timeout()) -> ok.
no_debug(Name, Timeout) -> debug(Name, no_debug, {debug, no_debug}, [Name, Timeout], Timeout).

debug(Name, Request, Function, Args) -> ask(Name, {debug, Request}, Function, Args).

debug(Name, Request, Function, Args, Timeout) -> ask(Name, {debug, Request}, Function, Args, Timeout).

ask(Name, Request, Function, Args) -> ask(Name, Request, Function, Args, 5000).

ask(Name, Request, Function, Args, Timeout) ->
    try gen:call(Name, system, Request, Timeout) of
        {ok, Answer} -> Answer
    catch
        exit:Reason -> exit({Reason, {?MODULE, Function, Args}});
        error:Reason:Stack -> exit({{Reason, Stack}, {?MODULE, Function, Args}})
    end.

%%% For the process that is asked

%% Handles a system message, `{system, From, Request}`, that a process of one's own received; it goes on in the
%% callbacks of Module, mostly with system_continue/3. The last argument is what these get. Does not return.
%% > P = spawn_link(fun() -> receive {system, From, Request} ->
%%   sys:handle_system_msg(Request, From, self(), gen_event, [], [none, [], infinity, false]) end end),
%%   sys:suspend(P).
%% ok
-spec handle_system_msg(term(), gen:from(), pid(), module(), [dbg_opt()], term()) -> no_return().
handle_system_msg(Request, From, Parent, Module, Debug, Misc) ->
    handle(running, Request, From, Parent, Module, Debug, Misc, false).

%% Handles a system message as handle_system_msg/6 does; the last argument says whether a suspended process is to
%% hibernate.
%% > P = spawn_link(fun() -> receive {system, From, Request} ->
%%   sys:handle_system_msg(Request, From, self(), gen_event, [], [none, [], infinity, false], true) end end),
%%   sys:suspend(P).
%% ok
-spec handle_system_msg(term(), gen:from(), pid(), module(), [dbg_opt()], term(), boolean()) -> no_return().
handle_system_msg(Request, From, Parent, Module, Debug, Misc, Hibernate) ->
    handle(running, Request, From, Parent, Module, Debug, Misc, Hibernate).

handle(_, {terminate, Reason}, From, Parent, Module, Debug, Misc, _) ->
    _ = gen:reply(From, ok),
    Module:system_terminate(Reason, Parent, Debug, Misc);
handle(State, Request, From, Parent, Module, Debug, Misc, Hibernate) ->
    {NextState, Answer, NextDebug, NextMisc} = perform(State, Request, Parent, Module, Debug, Misc),
    _ = gen:reply(From, Answer),
    case NextState of
        running -> Module:system_continue(Parent, NextDebug, NextMisc);
        suspended when Hibernate -> hibernate(NextState, Parent, Module, NextDebug, NextMisc, Hibernate);
        suspended -> suspended(NextState, Parent, Module, NextDebug, NextMisc, Hibernate)
    end.

suspended(State, Parent, Module, Debug, Misc, Hibernate) ->
    receive
        {system, From, Request} -> handle(State, Request, From, Parent, Module, Debug, Misc, Hibernate);
        {'EXIT', Parent, Reason} -> Module:system_terminate(Reason, Parent, Debug, Misc)
    end.

%% A process that woke up goes on hibernating unless there is a message for it.
%% > P = spawn_link(fun() -> receive {system, From, Request} ->
%%   sys:handle_system_msg(Request, From, self(), gen_event, [], [none, [], infinity, false], true) end end),
%%   sys:suspend(P), sys:get_state(P).
%% []
-spec suspend_loop_hib(term(), pid(), module(), [dbg_opt()], term(), boolean()) -> no_return().
suspend_loop_hib(State, Parent, Module, Debug, Misc, Hibernate) ->
    receive
        {system, From, Request} -> handle(State, Request, From, Parent, Module, Debug, Misc, Hibernate);
        {'EXIT', Parent, Reason} -> Module:system_terminate(Reason, Parent, Debug, Misc)
    after 0 -> hibernate(State, Parent, Module, Debug, Misc, Hibernate)
    end.

hibernate(State, Parent, Module, Debug, Misc, Hibernate) ->
    proc_lib:hibernate(?MODULE, suspend_loop_hib, [State, Parent, Module, Debug, Misc, Hibernate]).

perform(_, suspend, _, _, Debug, Misc) -> {suspended, ok, Debug, Misc};
perform(_, resume, _, _, Debug, Misc) -> {running, ok, Debug, Misc};
perform(State, get_state, _, Module, Debug, Misc) -> {State, state_of(Module, Misc), Debug, Misc};
perform(State, {replace_state, Fun}, _, Module, Debug, Misc) ->
    {Answer, NextMisc} = replaced(Module, Fun, Misc),
    {State, Answer, Debug, NextMisc};
perform(State, get_status, Parent, Module, Debug, Misc) ->
    {State, status(State, Parent, Module, Debug, Misc), Debug, Misc};
perform(State, {debug, Request}, _, _, Debug, Misc) ->
    {Answer, NextDebug} = change_debug(Request, Debug),
    {State, Answer, NextDebug, Misc};
perform(suspended, {change_code, New, Vsn, Extra}, _, Module, Debug, Misc) ->
    {Answer, NextMisc} = change(Module, New, Vsn, Extra, Misc),
    {suspended, Answer, Debug, NextMisc};
perform(State, Request, _, _, Debug, Misc) -> {State, {error, {unknown_system_msg, Request}}, Debug, Misc}.

state_of(Module, Misc) ->
    case erlang:function_exported(Module, system_get_state, 1) of
        true ->
            try
                {ok, State} = Module:system_get_state(Misc),
                State
            catch Class:Reason -> {error, {callback_failed, {Module, system_get_state}, {Class, Reason}}}
            end;
        false -> Misc
    end.

replaced(Module, Fun, Misc) ->
    case erlang:function_exported(Module, system_replace_state, 2) of
        true ->
            try
                {ok, State, NextMisc} = Module:system_replace_state(Fun, Misc),
                {State, NextMisc}
            catch
                Class:Reason -> {{error, {callback_failed, {Module, system_replace_state}, {Class, Reason}}}, Misc}
            end;
        false ->
            try Fun(Misc) of
                State -> {State, State}
            catch
                Class:Reason -> {{error, {callback_failed, Fun, {Class, Reason}}}, Misc}
            end
    end.

status(State, Parent, Module, Debug, Misc) ->
    Dictionary = get(),
    Shown = case erlang:function_exported(Module, format_status, 2) of
                true -> Module:format_status(normal, [Dictionary, State, Parent, Debug, Misc]);
                false -> Misc
            end,
    {status, self(), {module, Module}, [Dictionary, State, Parent, Debug, Shown]}.

change(Module, New, Vsn, Extra, Misc) ->
    case catch Module:system_code_change(Misc, New, Vsn, Extra) of
        {ok, NextMisc} -> {ok, NextMisc};
        Other -> {{error, Other}, Misc}
    end.

%%% Debug options

change_debug(no_debug, Debug) ->
    _ = close_file(Debug),
    {ok, []};
change_debug({trace, true}, Debug) -> {ok, lists:keystore(trace, 1, Debug, {trace, true})};
change_debug({trace, false}, Debug) -> {ok, lists:keydelete(trace, 1, Debug)};
change_debug({log, true}, Debug) -> change_debug({log, {true, ?LOG_SIZE}}, Debug);
change_debug({log, {true, Max}}, Debug) when is_integer(Max), Max > 0 ->
    {_, Events} = get_debug(log, Debug, {Max, []}),
    {ok, lists:keystore(log, 1, Debug, {log, {Max, lists:sublist(Events, Max)}})};
change_debug({log, false}, Debug) -> {ok, lists:keydelete(log, 1, Debug)};
change_debug({log, get}, Debug) -> {{ok, get_log(Debug)}, Debug};
change_debug({log, print}, Debug) ->
    print_log(Debug),
    {ok, Debug};
change_debug({log_to_file, false}, Debug) -> {ok, close_file(Debug)};
change_debug({log_to_file, Name}, Debug) ->
    Rest = close_file(Debug),
    case file:open(Name, [write, {encoding, utf8}]) of
        {ok, File} -> {ok, [{log_to_file, File} | Rest]};
        _ -> {{error, open_file}, Rest}
    end;
change_debug({statistics, true}, Debug) -> {ok, lists:keystore(statistics, 1, Debug, {statistics, counters()})};
change_debug({statistics, false}, Debug) -> {ok, lists:keydelete(statistics, 1, Debug)};
change_debug({statistics, get}, Debug) -> {{ok, counted(get_debug(statistics, Debug, []))}, Debug};
change_debug({install, {Fun, State}}, Debug) -> change_debug({install, {Fun, Fun, State}}, Debug);
change_debug({install, {Id, Fun, State}}, Debug) -> {ok, lists:keystore(Id, 1, Debug, {Id, {Fun, State}})};
change_debug({remove, Id}, Debug) -> {ok, lists:keydelete(Id, 1, Debug)};
change_debug(_, Debug) -> {unknown_debug, Debug}.

close_file(Debug) ->
    case lists:keytake(log_to_file, 1, Debug) of
        {value, {_, File}, Rest} ->
            _ = file:close(File),
            Rest;
        false -> Debug
    end.

counters() -> {erlang:localtime(), reductions(), 0, 0}.

reductions() ->
    {reductions, Count} = process_info(self(), reductions),
    Count.

counted({Since, Reductions, In, Out}) ->
    [{start_time, Since}, {current_time, erlang:localtime()}, {reductions, reductions() - Reductions},
     {messages_in, In}, {messages_out, Out}];
counted([]) -> no_statistics.

%% The debug options that a list of wishes stands for, as a process of one's own keeps them: `trace`, `log`, `{log,
%% N}`, `statistics`, `{log_to_file, Name}`, `{install, {Fun, State}}`. Unknown ones are left out.
%% > [sys:debug_options([]), sys:debug_options([trace])].
%% [[],[{trace,true}]]
-spec debug_options([term()]) -> [dbg_opt()].
debug_options(Options) -> lists:foldl(fun debug_option/2, [], Options).

debug_option(Wish, Debug) when Wish =:= trace; Wish =:= log; Wish =:= statistics ->
    {_, Next} = change_debug({Wish, true}, Debug),
    Next;
debug_option({log, Max}, Debug) when is_integer(Max), Max > 0 ->
    {_, Next} = change_debug({log, {true, Max}}, Debug),
    Next;
debug_option({Kind, _} = Wish, Debug) when Kind =:= log_to_file; Kind =:= install ->
    {_, Next} = change_debug(Wish, Debug),
    Next;
debug_option(_, Debug) -> Debug.

%% Tells the debug options of an event, `{in, Message}`, `{out, Message, To}` or any other; gives their new value. The
%% fun prints an event: `Fun(Device, Event, Extra)`.
%% > Print = fun(Device, Event, Name) -> io:format(Device, "~p: ~p~n", [Name, Event]) end,
%%   sys:get_log(sys:handle_debug(sys:debug_options([log]), Print, me, {in, hello})).
%% [{in,hello}]
-spec handle_debug([dbg_opt()], dbg_fun() | format_fun(), term(), system_event()) -> [dbg_opt()].
handle_debug([{trace, true} = Option | Rest], Format, Name, Event) ->
    Format(standard_io, Event, Name),
    [Option | handle_debug(Rest, Format, Name, Event)];
handle_debug([{log, {Max, Events}} | Rest], Format, Name, Event) ->
    Kept = lists:sublist([{Event, Name, Format} | Events], Max),
    [{log, {Max, Kept}} | handle_debug(Rest, Format, Name, Event)];
handle_debug([{log_to_file, File} = Option | Rest], Format, Name, Event) ->
    Format(File, Event, Name),
    [Option | handle_debug(Rest, Format, Name, Event)];
handle_debug([{statistics, Counters} | Rest], Format, Name, Event) ->
    [{statistics, count(Event, Counters)} | handle_debug(Rest, Format, Name, Event)];
handle_debug([{Id, {Fun, State}} | Rest], Format, Name, Event) ->
    try Fun(State, Event, Name) of
        done -> handle_debug(Rest, Format, Name, Event);
        Next -> [{Id, {Fun, Next}} | handle_debug(Rest, Format, Name, Event)]
    catch
        _:_ -> handle_debug(Rest, Format, Name, Event)
    end;
handle_debug([], _, _, _) -> [].

count({in, _}, {Since, Reductions, In, Out}) -> {Since, Reductions, In + 1, Out};
count({in, _, _}, {Since, Reductions, In, Out}) -> {Since, Reductions, In + 1, Out};
count({out, _, _}, {Since, Reductions, In, Out}) -> {Since, Reductions, In, Out + 1};
count({out, _, _, _}, {Since, Reductions, In, Out}) -> {Since, Reductions, In, Out + 1};
count(_, Counters) -> Counters.

%% The events kept in debug options, oldest first.
%% > Print = fun(_, _, _) -> ok end, Told = lists:foldl(fun(E, D) -> sys:handle_debug(D, Print, me, E) end,
%%   sys:debug_options([{log, 2}]), [a, b, c]), sys:get_log(Told).
%% [b,c]
-spec get_log([dbg_opt()]) -> [system_event()].
get_log(Debug) ->
    {_, Events} = get_debug(log, Debug, {?LOG_SIZE, []}),
    [Event || {Event, _, _} <- lists:reverse(Events)].

%% The value of a debug option, or a default. Only for what is printed: the value is of no known kind.
%% > sys:get_debug(trace, sys:debug_options([trace]), none).
%% true
%% > sys:get_debug(log, [], none).
%% none
-spec get_debug(term(), [dbg_opt()], term()) -> term().
get_debug(Item, Debug, Default) ->
    case lists:keyfind(Item, 1, Debug) of
        {Item, Value} -> Value;
        false -> Default
    end.

%% Prints the events kept in debug options, by the functions that came with them.
%% > sys:print_log(sys:debug_options([log])).
%% ok
-spec print_log([dbg_opt()]) -> ok.
print_log(Debug) ->
    {_, Events} = get_debug(log, Debug, {?LOG_SIZE, []}),
    lists:foreach(fun({Event, Name, Format}) -> Format(standard_io, Event, Name) end, lists:reverse(Events)).
