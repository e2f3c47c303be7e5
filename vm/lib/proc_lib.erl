%%% Processes that know who started them, and whose crashes are reported.
%%%
%%% A process started here has '$ancestors' (the names or pids of those that started it, nearest first) and
%%% '$initial_call' in its dictionary. A synchronous start waits for `{ack, Pid, Answer}` from the new process.
-module(proc_lib).

-export([spawn/1, spawn/2, spawn/3, spawn/4, spawn_link/1, spawn_link/2, spawn_link/3, spawn_link/4]).
-export([spawn_opt/2, spawn_opt/3, spawn_opt/4, spawn_opt/5]).
-export([start/3, start/4, start/5, start_link/3, start_link/4, start_link/5]).
-export([start_monitor/3, start_monitor/4, start_monitor/5, init_ack/1, init_ack/2]).
-export([hibernate/3, initial_call/1, translate_initial_call/1, stop/1, stop/3]).
-export([format/1, format/2, format/3, report_cb/2]).
%% What the new process begins with, and a hibernating one goes on with.
-export([init_p/3, init_p/5, wake_up/3]).

-include("logger.hrl").

-type spawn_option() :: term().
-type dict_or_pid() :: pid() | [term()] | {integer(), integer(), integer()}.

%%% Spawning

%% Spawns a process that runs a fun, knows its parents (for `get_parent` of behaviours and reports) and logs a crash
%% report when it ends in another way than `normal`, `shutdown` or `{shutdown, Term}`.
%% > Me = self(), proc_lib:spawn(fun() -> Me ! gen:get_parent() end), receive Parent -> Parent =:= Me end.
%% true
-spec spawn(fun(() -> term())) -> pid().
spawn(Fun) when is_function(Fun, 0) -> erlang:spawn(?MODULE, init_p, [name(), ancestors(), Fun]).

%% Spawns a process at a node; here there is only this one.
%% > Me = self(), P = proc_lib:spawn(node(), fun() -> Me ! {self(), hello} end), receive {P, Said} -> Said end.
%% hello
-spec spawn(node(), fun(() -> term())) -> pid().
spawn(Node, Fun) when is_function(Fun, 0) -> erlang:spawn(Node, ?MODULE, init_p, [name(), ancestors(), Fun]).

%% Spawns a process that calls a function of a module, and reports its crash as spawn/1 does.
%% > P = proc_lib:spawn(erlang, send, [self(), hello]), receive Said -> {is_pid(P), Said} end.
%% {true,hello}
%% > proc_lib:spawn(erlang, send, oops).
%% ** error:function_clause
-spec spawn(module(), atom(), [term()]) -> pid().
spawn(M, F, A) when is_atom(M), is_atom(F), is_list(A) ->
    erlang:spawn(?MODULE, init_p, [name(), ancestors(), M, F, A]).

%% Spawns a process at a node that calls a function of a module.
%% > proc_lib:spawn(node(), erlang, send, [self(), hello]), receive Said -> Said end.
%% hello
-spec spawn(node(), module(), atom(), [term()]) -> pid().
spawn(Node, M, F, A) when is_atom(M), is_atom(F), is_list(A) ->
    erlang:spawn(Node, ?MODULE, init_p, [name(), ancestors(), M, F, A]).

%% As spawn/1, linked to the caller.
%% > process_flag(trap_exit, true), P = proc_lib:spawn_link(fun() -> exit(shutdown) end),
%%   receive {'EXIT', P, Why} -> Why end.
%% shutdown
-spec spawn_link(fun(() -> term())) -> pid().
spawn_link(Fun) when is_function(Fun, 0) -> erlang:spawn_link(?MODULE, init_p, [name(), ancestors(), Fun]).

%% As spawn/2, linked to the caller.
%% > process_flag(trap_exit, true), P = proc_lib:spawn_link(node(), fun() -> exit(shutdown) end),
%%   receive {'EXIT', P, Why} -> Why end.
%% shutdown
-spec spawn_link(node(), fun(() -> term())) -> pid().
spawn_link(Node, Fun) when is_function(Fun, 0) ->
    erlang:spawn_link(Node, ?MODULE, init_p, [name(), ancestors(), Fun]).

%% As spawn/3, linked to the caller.
%% > process_flag(trap_exit, true), P = proc_lib:spawn_link(erlang, exit, [shutdown]),
%%   receive {'EXIT', P, Why} -> Why end.
%% shutdown
-spec spawn_link(module(), atom(), [term()]) -> pid().
spawn_link(M, F, A) when is_atom(M), is_atom(F), is_list(A) ->
    erlang:spawn_link(?MODULE, init_p, [name(), ancestors(), M, F, A]).

%% As spawn/4, linked to the caller.
%% > process_flag(trap_exit, true), P = proc_lib:spawn_link(node(), erlang, exit, [shutdown]),
%%   receive {'EXIT', P, Why} -> Why end.
%% shutdown
-spec spawn_link(node(), module(), atom(), [term()]) -> pid().
spawn_link(Node, M, F, A) when is_atom(M), is_atom(F), is_list(A) ->
    erlang:spawn_link(Node, ?MODULE, init_p, [name(), ancestors(), M, F, A]).

%% As spawn/1, with the options of `erlang:spawn_opt/2`, for instance `link` and `{priority, Level}`. With `monitor` it
%% gives `{Pid, Monitor}`. Fails with badarg for an unknown option.
%% > process_flag(trap_exit, true), P = proc_lib:spawn_opt(fun() -> exit(shutdown) end, [link]),
%%   receive {'EXIT', P, Why} -> Why end.
%% shutdown
%% > {P, M} = proc_lib:spawn_opt(fun() -> exit(shutdown) end, [monitor]),
%%   receive {'DOWN', M, process, P, Why} -> Why end.
%% shutdown
%% > proc_lib:spawn_opt(fun() -> ok end, [mon]).
%% ** error:badarg
-spec spawn_opt(fun(() -> term()), [spawn_option()]) -> pid() | {pid(), reference()}.
spawn_opt(Fun, Options) when is_function(Fun, 0) ->
    erlang:spawn_opt(?MODULE, init_p, [name(), ancestors(), Fun], Options).

%% As spawn/2, with options.
%% > P = proc_lib:spawn_opt(node(), fun() -> receive stop -> ok end end, [link, {priority, low}]),
%%   process_info(P, priority).
%% {priority,low}
-spec spawn_opt(node(), fun(() -> term()), [spawn_option()]) -> pid() | {pid(), reference()}.
spawn_opt(Node, Fun, Options) when is_function(Fun, 0) ->
    erlang:spawn_opt(Node, ?MODULE, init_p, [name(), ancestors(), Fun], Options).

%% As spawn/3, with options.
%% > proc_lib:spawn_opt(erlang, send, [self(), hello], [{min_heap_size, 1000}]), receive Said -> Said end.
%% hello
-spec spawn_opt(module(), atom(), [term()], [spawn_option()]) -> pid() | {pid(), reference()}.
spawn_opt(M, F, A, Options) when is_atom(M), is_atom(F), is_list(A) ->
    erlang:spawn_opt(?MODULE, init_p, [name(), ancestors(), M, F, A], Options).

%% As spawn/4, with options.
%% > proc_lib:spawn_opt(node(), erlang, send, [self(), hello], [link]), receive Said -> Said end.
%% hello
-spec spawn_opt(node(), module(), atom(), [term()], [spawn_option()]) -> pid() | {pid(), reference()}.
spawn_opt(Node, M, F, A, Options) when is_atom(M), is_atom(F), is_list(A) ->
    erlang:spawn_opt(Node, ?MODULE, init_p, [name(), ancestors(), M, F, A], Options).

name() ->
    case process_info(self(), registered_name) of
        {registered_name, Name} when Name =/= [] -> Name;
        _ -> self()
    end.

ancestors() ->
    case get('$ancestors') of
        Ancestors when is_list(Ancestors) -> Ancestors;
        _ -> []
    end.

%% The body of a process that runs a fun.
%% > P = spawn_link(proc_lib, init_p, [self(), [], fun() -> receive stop -> ok end end]),
%%   Parents = fun Ask() -> case process_info(P, dictionary) of {_, []} -> Ask();
%%   {_, D} -> proplists:get_value('$ancestors', D) end end, Parents() =:= [self()].
%% true
-spec init_p(pid() | atom(), [pid() | atom()], fun(() -> term())) -> term().
init_p(Parent, Ancestors, Fun) ->
    {module, Module} = erlang:fun_info(Fun, module),
    {name, Name} = erlang:fun_info(Fun, name),
    {arity, Arity} = erlang:fun_info(Fun, arity),
    put('$initial_call', {Module, Name, Arity}),
    put('$ancestors', [Parent | Ancestors]),
    try
        Fun()
    catch
        Class:Reason:Stack -> failed(Class, Reason, Stack)
    end.

%% The body of a process that runs a function of a module.
%% > spawn_link(proc_lib, init_p, [self(), [], erlang, send, [self(), hello]]), receive Said -> Said end.
%% hello
-spec init_p(pid() | atom(), [pid() | atom()], module(), atom(), [term()]) -> term().
init_p(Parent, Ancestors, M, F, A) ->
    put('$initial_call', first_call(M, F, A)),
    put('$ancestors', [Parent | Ancestors]),
    apply_guarded(M, F, A).

apply_guarded(M, F, A) ->
    try
        apply(M, F, A)
    catch
        Class:Reason:Stack -> failed(Class, Reason, Stack)
    end.

%% What a process is said to have begun with: a behaviour's callback instead of the behaviour's own code.
first_call(gen, init_it, [gen_server, _, _, Bridge, {_, Module, _} | _])
  when Bridge =:= supervisor; Bridge =:= supervisor_bridge -> {Bridge, Module, 1};
first_call(gen, init_it, [gen_server, _, _, _, Bridge, {_, Module, _} | _])
  when Bridge =:= supervisor; Bridge =:= supervisor_bridge -> {Bridge, Module, 1};
first_call(gen, init_it, [gen_event | _]) -> {gen_event, init_it, 6};
first_call(gen, init_it, [_, _, _, Module, _, _]) -> {Module, init, 1};
first_call(gen, init_it, [_, _, _, _, Module, _, _]) -> {Module, init, 1};
first_call(M, F, A) -> {M, F, length(A)}.

failed(Class, Reason, Stack) ->
    Call = case get('$initial_call') of
               {M, F, A} -> {M, F, placeholders(A)};
               Other -> Other
           end,
    report_crash(Class, Reason, Call, Stack),
    erlang:raise(exit, exit_reason(Class, Reason, Stack), Stack).

exit_reason(error, Reason, Stack) -> {Reason, Stack};
exit_reason(exit, Reason, _) -> Reason;
exit_reason(throw, Reason, Stack) -> {{nocatch, Reason}, Stack}.

placeholders(Arity) when is_integer(Arity) ->
    [list_to_atom("Argument__" ++ integer_to_list(Index)) || Index <- lists:seq(1, Arity)].

%%% Starting and waiting

%% Starts a process by a function and waits until it calls init_ack/1,2; gives what it told. When it ends before,
%% `{error, Reason}`.
%% > proc_lib:start(proc_lib, init_ack, [self(), {ok, ready}]).
%% {ok,ready}
%% > proc_lib:start(erlang, exit, [shutdown]).
%% {error,shutdown}
-spec start(module(), atom(), [term()]) -> term().
start(M, F, A) -> start(M, F, A, infinity).

%% Starts a process and waits so many milliseconds until it calls init_ack/1,2; else it is killed: `{error, timeout}`.
%% > proc_lib:start(timer, sleep, [60000], 1).
%% {error,timeout}
-spec start(module(), atom(), [term()], timeout()) -> term().
start(M, F, A, Timeout) -> start(M, F, A, Timeout, []).

%% Starts a process with options of spawn_opt/4 and waits so many milliseconds until it calls init_ack/1,2.
%% > proc_lib:start(proc_lib, init_ack, [self(), {ok, ready}], 1000, [{priority, high}]).
%% {ok,ready}
%% > proc_lib:start(proc_lib, init_ack, [self(), {ok, ready}], 1000, [monitor]).
%% ** error:badarg
-spec start(module(), atom(), [term()], timeout(), [spawn_option()]) -> term().
start(M, F, A, Timeout, Options) when is_atom(M), is_atom(F), is_list(A) ->
    {Pid, Monitor} = ?MODULE:spawn_opt(M, F, A, [monitor | no_monitor(Options)]),
    receive
        {ack, Pid, Answer} ->
            demonitor(Monitor, [flush]),
            Answer;
        {'DOWN', Monitor, process, Pid, Reason} -> {error, Reason}
    after Timeout ->
        demonitor(Monitor, [flush]),
        kill(Pid),
        {error, timeout}
    end.

%% As start/3, with a link from the beginning.
%% > {ok, P} = proc_lib:start_link(gen_event, init_it, [self(), self(), self(), none, [], []]),
%%   gen_event:which_handlers(P).
%% []
%% > process_flag(trap_exit, true), proc_lib:start_link(erlang, exit, [shutdown]).
%% {error,shutdown}
-spec start_link(module(), atom(), [term()]) -> term().
start_link(M, F, A) -> start_link(M, F, A, infinity).

%% As start/4, with a link from the beginning.
%% > process_flag(trap_exit, true), proc_lib:start_link(timer, sleep, [60000], 1).
%% {error,timeout}
-spec start_link(module(), atom(), [term()], timeout()) -> term().
start_link(M, F, A, Timeout) -> start_link(M, F, A, Timeout, []).

%% As start/5, with a link from the beginning.
%% > proc_lib:start_link(proc_lib, init_ack, [self(), {ok, ready}], 1000, []).
%% {ok,ready}
-spec start_link(module(), atom(), [term()], timeout(), [spawn_option()]) -> term().
start_link(M, F, A, Timeout, Options) when is_atom(M), is_atom(F), is_list(A) ->
    Pid = ?MODULE:spawn_opt(M, F, A, [link | no_monitor(Options)]),
    receive
        {ack, Pid, Answer} -> Answer;
        {'EXIT', Pid, Reason} -> {error, Reason}
    after Timeout ->
        kill(Pid),
        {error, timeout}
    end.

%% As start/3, with a monitor: gives `{Told, Monitor}`. When the start fails, the monitor's message is there, too.
%% > {Told, M} = proc_lib:start_monitor(erlang, exit, [shutdown]), {Told, receive {'DOWN', M, _, _, Why} -> Why end}.
%% {{error,shutdown},shutdown}
-spec start_monitor(module(), atom(), [term()]) -> {term(), reference()}.
start_monitor(M, F, A) -> start_monitor(M, F, A, infinity).

%% As start_monitor/3, waiting so many milliseconds.
%% > {Told, M} = proc_lib:start_monitor(timer, sleep, [60000], 1), {Told, receive {'DOWN', M, _, _, Why} -> Why end}.
%% {{error,timeout},killed}
-spec start_monitor(module(), atom(), [term()], timeout()) -> {term(), reference()}.
start_monitor(M, F, A, Timeout) -> start_monitor(M, F, A, Timeout, []).

%% As start_monitor/4, with options of spawn_opt/4.
%% > {Told, M} = proc_lib:start_monitor(proc_lib, init_ack, [self(), {ok, ready}], 1000, []),
%%   {Told, receive {'DOWN', M, _, _, Why} -> Why end}.
%% {{ok,ready},normal}
-spec start_monitor(module(), atom(), [term()], timeout(), [spawn_option()]) -> {term(), reference()}.
start_monitor(M, F, A, Timeout, Options) when is_atom(M), is_atom(F), is_list(A) ->
    {Pid, Monitor} = ?MODULE:spawn_opt(M, F, A, [monitor | no_monitor(Options)]),
    receive
        {ack, Pid, Answer} -> {Answer, Monitor};
        {'DOWN', Monitor, process, Pid, Reason} = Down ->
            self() ! Down,
            {{error, Reason}, Monitor}
    after Timeout ->
        kill(Pid),
        {{error, timeout}, Monitor}
    end.

%% Monitors are made here; the caller must not bring one along.
no_monitor(Options) ->
    case is_list(Options) andalso not lists:member(monitor, Options) andalso not lists:keymember(monitor, 1, Options) of
        true -> Options;
        false -> error(badarg)
    end.

%% What it sent before it died is here once its end is known.
kill(Pid) ->
    unlink(Pid),
    Monitor = monitor(process, Pid),
    exit(Pid, kill),
    receive {'DOWN', Monitor, _, _, _} -> ok end,
    receive {'EXIT', Pid, _} -> ok after 0 -> ok end,
    receive {ack, Pid, _} -> ok after 0 -> ok end.

%% Tells the parent, which waits in start or start_link, what these shall return.
%% > Told = proc_lib:start_link(erl_eval, expr, [{call, 1, {remote, 1, {atom, 1, proc_lib}, {atom, 1, init_ack}},
%%   [{atom, 1, ready}]}, []]), Told.
%% ready
-spec init_ack(term()) -> ok.
init_ack(Answer) -> init_ack(hd(get('$ancestors')), Answer).

%% Tells a process that waits in start or start_link what these shall return.
%% > proc_lib:start_link(proc_lib, init_ack, [self(), ready]).
%% ready
-spec init_ack(pid() | atom(), term()) -> ok.
init_ack(Parent, Answer) ->
    Parent ! {ack, self(), Answer},
    ok.

%%% Life

%% Makes the calling process small until a message comes; then it goes on with a function instead of returning. As
%% `erlang:hibernate/3`, but crash reports are made afterwards, too.
%% > Me = self(), P = proc_lib:spawn_link(fun() -> proc_lib:hibernate(erlang, send, [Me, awake]) end), P ! wake,
%%   receive Said -> Said end.
%% awake
-spec hibernate(module(), atom(), [term()]) -> no_return().
hibernate(M, F, A) when is_atom(M), is_atom(F), is_list(A) -> erlang:hibernate(?MODULE, wake_up, [M, F, A]).

%% Where a process of hibernate/3 goes on that was woken up. Nobody calls it but hibernation.
%% > proc_lib:wake_up(erlang, abs, [-1]).
%% 1
-spec wake_up(module(), atom(), [term()]) -> term().
wake_up(M, F, A) -> apply_guarded(M, F, A).

%% The call that a process, or one with this dictionary, began with, its arguments being names; false for those that
%% `proc_lib` did not start.
%% > P = proc_lib:spawn_link(timer, sleep, [60000]),
%%   Ask = fun Ask() -> case proc_lib:initial_call(P) of false -> Ask(); Call -> Call end end, Ask().
%% {timer,sleep,['Argument__1']}
%% > proc_lib:initial_call(spawn_link(timer, sleep, [60000])).
%% false
-spec initial_call(dict_or_pid()) -> {module(), atom(), [atom()]} | false.
initial_call(Process) ->
    case began_with(Process) of
        {M, F, A} when is_integer(A) -> {M, F, placeholders(A)};
        Other -> Other
    end.

%% The function that a process, or one with this dictionary, began with: a behaviour's callback for the processes of
%% behaviours; `proc_lib:init_p/5` when nothing is known.
%% > {ok, P} = gen_event:start_link(), proc_lib:translate_initial_call(P).
%% {gen_event,init_it,6}
%% > proc_lib:translate_initial_call(self()).
%% {proc_lib,init_p,5}
-spec translate_initial_call(dict_or_pid()) -> {module(), atom(), arity()}.
translate_initial_call(Process) ->
    case began_with(Process) of
        {M, F, A} when is_list(A) -> {M, F, length(A)};
        {_, _, _} = Call -> Call;
        false -> {?MODULE, init_p, 5}
    end.

began_with({X, Y, Z}) when is_integer(X), is_integer(Y), is_integer(Z) -> began_with(c:pid(X, Y, Z));
began_with(Pid) when is_pid(Pid) ->
    case process_info(Pid, dictionary) of
        {dictionary, Dictionary} -> began_with([{dictionary, Dictionary}]);
        _ -> false
    end;
began_with(Info) when is_list(Info) ->
    case lists:keyfind(dictionary, 1, Info) of
        {_, Dictionary} ->
            case lists:keyfind('$initial_call', 1, Dictionary) of
                {_, Call} -> Call;
                false -> false
            end;
        false -> false
    end.

%% Has a process that handles system messages end with the reason `normal`, and waits without end until it has.
%% > {ok, P} = gen_event:start(), {proc_lib:stop(P), is_process_alive(P)}.
%% {ok,false}
%% > proc_lib:stop(nobody).
%% ** exit:noproc
-spec stop(gen:server_ref()) -> ok.
stop(Process) -> stop(Process, normal, infinity).

%% Has a process that handles system messages end with a reason, and waits at most so many milliseconds: then the
%% caller exits with `timeout`. It exits with the reason of the process when that is another.
%% > {ok, P} = gen_event:start(), proc_lib:stop(P, shutdown, 1000).
%% ok
-spec stop(gen:server_ref(), term(), timeout()) -> ok.
stop(Process, Reason, Timeout) ->
    Monitor = monitor(process, Process),
    Started = erlang:monotonic_time(millisecond),
    try sys:terminate(Process, Reason, Timeout) of
        ok -> stopped(Monitor, Reason, left(Timeout, Started))
    catch
        exit:{Failure, {sys, terminate, _}} when Failure =:= noproc; Failure =:= timeout ->
            demonitor(Monitor, [flush]),
            exit(Failure);
        exit:Failure ->
            demonitor(Monitor, [flush]),
            exit(Failure)
    end.

stopped(Monitor, Reason, Timeout) ->
    receive
        {'DOWN', Monitor, _, _, Reason} -> ok;
        {'DOWN', Monitor, _, _, Other} -> exit(Other)
    after Timeout ->
        demonitor(Monitor, [flush]),
        exit(timeout)
    end.

left(infinity, _) -> infinity;
left(Timeout, Started) -> max(0, Timeout - (erlang:monotonic_time(millisecond) - Started)).

%%% Reports of crashes

report_crash(exit, normal, _, _) -> ok;
report_crash(exit, shutdown, _, _) -> ok;
report_crash(exit, {shutdown, _}, _, _) -> ok;
report_crash(Class, Reason, Call, Stack) ->
    ?LOG_ERROR(#{label => {?MODULE, crash}, report => [own_info(Class, Reason, Call, Stack), neighbours(self())]},
               #{domain => [otp, sasl], report_cb => fun ?MODULE:report_cb/2,
                 logger_formatter => #{title => "CRASH REPORT"},
                 error_logger => #{tag => error_report, type => crash_report}}).

own_info(Class, Reason, Call, Stack) ->
    Items = [message_queue_len, messages, links, dictionary, trap_exit, status, heap_size, stack_size, reductions],
    Info = process_info(self(), Items),
    [{initial_call, Call}, {pid, self()}, own_name(process_info(self(), registered_name)),
     {error_info, {Class, Reason, Stack}}, {ancestors, ancestors()} |
     [case Item of
          {dictionary, Dictionary} -> {dictionary, clean(Dictionary)};
          _ -> Item
      end || Item <- Info]].

own_name([]) -> {registered_name, []};
own_name(Item) -> Item.

clean(Dictionary) -> [Item || {Key, _} = Item <- Dictionary, Key =/= '$ancestors', Key =/= '$initial_call'].

%% The processes that will die with this one: linked to it, directly or not, and not trapping exits.
neighbours(Pid) ->
    {links, Links} = process_info(Pid, links),
    [{neighbour, Info} || Info <- collect(Links, [Pid], [])].

collect([], _, Found) -> Found;
collect([Pid | Rest], Seen, Found) when is_pid(Pid) ->
    case lists:member(Pid, Seen) orelse neighbour(Pid) of
        true -> collect(Rest, Seen, Found);
        none -> collect(Rest, [Pid | Seen], Found);
        {Info, Links} -> collect(Rest ++ Links, [Pid | Seen], [Info | Found])
    end;
collect([_ | Rest], Seen, Found) -> collect(Rest, Seen, Found).

neighbour(Pid) ->
    Items = [dictionary, initial_call, registered_name, current_function, message_queue_len, links, trap_exit, status,
             heap_size, stack_size, reductions, current_stacktrace],
    case process_info(Pid, Items) of
        [{dictionary, Dictionary}, Began, Name, Function | Rest] ->
            case lists:keyfind(trap_exit, 1, Rest) of
                {trap_exit, false} ->
                    {links, Links} = lists:keyfind(links, 1, Rest),
                    {[{pid, Pid}, own_name(Name), initial_item(Dictionary, Began), Function,
                      {ancestors, proplists:get_value('$ancestors', Dictionary, [])} | Rest], Links};
                {trap_exit, true} -> none
            end;
        undefined -> none
    end.

%% What a process that this module did not start began with, is known to the machine only.
initial_item(Dictionary, Began) ->
    case lists:keyfind('$initial_call', 1, Dictionary) of
        {_, {M, F, A}} when is_integer(A) -> {initial_call, {M, F, placeholders(A)}};
        {_, {_, _, A} = Call} when is_list(A) -> {initial_call, Call};
        _ -> Began
    end.

%%% The text of a report

%% The text of a crash report, for logger. The map may have `depth`, `chars_limit` and `single_line`.
%% > Report = #{label => {proc_lib, crash}, report => [[{pid, none}, {messages, [a]}],
%%   [{neighbour, [{pid, other}]}]]}, lists:flatten(proc_lib:report_cb(Report, #{single_line => true})).
%% "crasher: pid: none, messages: [a]; neighbours: neighbour: pid: other"
-spec report_cb(logger:report(), logger:report_cb_config()) -> unicode:chardata().
report_cb(#{label := {?MODULE, crash}, report := Report}, Config) ->
    erlet_crash_report:format(Report, Config).

%% The text of the two lists that a crash report holds: what is known of the process, and of its neighbours.
%% > lists:flatten(proc_lib:format([[{pid, none}, {messages, [a]}], [{neighbour, [{pid, other}]}]])).
%% "  crasher:\n    pid: none\n    messages: [a]\n  neighbours:\n    neighbour:\n      pid: other"
-spec format([term()]) -> unicode:chardata().
format(Report) -> format(Report, latin1).

%% The text of a crash report in an encoding, which says what characters may be shown as such.
%% > lists:flatten(proc_lib:format([[{pid, none}, {registered_name, paper}], []], unicode)).
%% "  crasher:\n    pid: none\n    registered_name: paper\n  neighbours:\n"
-spec format([term()], latin1 | unicode | utf8) -> unicode:chardata().
format(Report, Encoding) -> format(Report, Encoding, unlimited).

%% The text of a crash report in an encoding; terms deeper than the last argument are cut.
%% > lists:flatten(proc_lib:format([[{dictionary, [[[[[[a]]]]]]}], []], latin1, 5)).
%% "  crasher:\n    dictionary: [[[[[...]]]]]\n  neighbours:\n"
-spec format([term()], latin1 | unicode | utf8, unlimited | pos_integer()) -> unicode:chardata().
format(Report, Encoding, Depth) ->
    erlet_crash_report:format(Report, #{encoding => Encoding, depth => Depth, chars_limit => unlimited,
                                        single_line => false}).
