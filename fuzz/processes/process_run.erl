%% Runs programs of `process_programs` and says what each process saw. The same file runs under OTP and under Erlet.
%%
%% A program is {Number, Initial, Actors}: Actors is [{Index, Operations}], of which the first `Initial` are started at
%% once and the others by an operation. An outcome is [{Index, Events, End}]: what the actor logged, and its exit reason
%% (`unknown` when it was gone before anybody could ask).
%%
%% A *planted* name makes an operation work wrongly, as a machine with that bug would; `none` is the ordinary run.
-module(process_run).
-export([main/1, run/4]).

%% Programs and outcomes are external terms in files. Milliseconds of a unit of time, programs at a time.
main([In, Out, Unit, Width, Planted]) ->
    {ok, Bytes} = file:read_file(In),
    Outcomes = run(binary_to_term(Bytes), list_to_integer(Unit), list_to_integer(Width), list_to_atom(Planted)),
    ok = file:write_file(Out, term_to_binary(Outcomes)).

run([], _, _, _) -> [];
run(Programs, Unit, Width, Planted) ->
    {Now, Later} = lists:split(min(Width, length(Programs)), Programs),
    Self = self(),
    [spawn(fun() -> Self ! {outcome, outcome(Program, Unit, Planted)} end) || Program <- Now],
    Outcomes = [receive {outcome, Outcome} -> Outcome end || _ <- Now],
    Outcomes ++ run(Later, Unit, Width, Planted).

%% ---- the collector of one program --------------------------------------------------------------------------

outcome({Number, Initial, Actors}, Unit, Planted) ->
    group_leader(self(), self()),
    Spawned = counters:new(1, []),
    Context = #{number => Number, actors => maps:from_list(Actors), unit => Unit, planted => Planted,
        collector => self(), spawned => Spawned},
    Pids = [{I, spawn(fun() -> receive {go, Known} -> actor(I, Known, Context) end end)} || I <- lists:seq(1, Initial)],
    Alive = maps:from_list([{monitor(process, Pid), I} || {I, Pid} <- Pids]),
    [Pid ! {go, Pids} || {_, Pid} <- Pids],
    {Events, Ends, Indexes} = collect(Alive, 0, Spawned, {#{}, #{}, maps:from_list([{P, I} || {I, P} <- Pids])}),
    All = lists:usort(maps:keys(Ends)),
    {Number, [{I, [known(E, Indexes) || E <- lists:reverse(maps:get(I, Events, []))], maps:get(I, Ends)} || I <- All]}.

%% `Heard` counts the started actors that have spoken: one killed before its first step never does.
collect(Alive, Heard, Spawned, {Events, Ends, Indexes} = Sofar) when map_size(Alive) =:= 0 ->
    receive
        {here, _, _} = Here -> here(Here, Alive, Heard, Spawned, Sofar);
        {log, I, Event} -> collect(Alive, Heard, Spawned, {log(I, Event, Events), Ends, Indexes})
    after 0 ->
        case Heard =:= counters:get(Spawned, 1) orelse not any_left() of
            true -> Sofar;
            false -> receive after 1 -> collect(Alive, Heard, Spawned, Sofar) end
        end
    end;
collect(Alive, Heard, Spawned, {Events, Ends, Indexes} = Sofar) ->
    receive
        {here, _, _} = Here -> here(Here, Alive, Heard, Spawned, Sofar);
        {log, I, {born, Child, Pid}} ->
            collect(Alive, Heard, Spawned, {log(I, {born, Child}, Events), Ends, Indexes#{Pid => Child}});
        {log, I, Event} -> collect(Alive, Heard, Spawned, {log(I, Event, Events), Ends, Indexes});
        {'DOWN', Ref, process, _, Reason} ->
            {I, Rest} = maps:take(Ref, Alive),
            End = case Reason of noproc -> unknown; _ -> Reason end,
            collect(Rest, Heard, Spawned, {Events, Ends#{I => End}, Indexes})
    end.

here({here, I, Pid}, Alive, Heard, Spawned, {Events, Ends, Indexes}) ->
    collect(Alive#{monitor(process, Pid) => I}, Heard + 1, Spawned, {Events, Ends, Indexes#{Pid => I}}).

log(I, Event, Events) -> Events#{I => [Event | maps:get(I, Events, [])]}.

%% An actor has its collector for a group leader.
any_left() ->
    lists:any(fun(P) -> P =/= self() andalso process_info(P, group_leader) =:= {group_leader, self()} end, processes())
        orelse element(2, process_info(self(), message_queue_len)) > 0.

known(Pid, Indexes) when is_pid(Pid) -> maps:get(Pid, Indexes, nobody);
known({links, Pids}, Indexes) -> {links, lists:sort([known(P, Indexes) || P <- Pids])};
known(Tuple, Indexes) when is_tuple(Tuple) -> list_to_tuple([known(E, Indexes) || E <- tuple_to_list(Tuple)]);
known(Term, _) -> Term.

%% ---- an actor ----------------------------------------------------------------------------------------------

%% The dictionary holds the pid of each actor that it knows and the references that it has, with their keys.
actor(I, Known, #{actors := Actors, collector := Collector} = Context) ->
    put(me, I),
    put(context, Context),
    put(collector, Collector),
    put(planted, maps:get(planted, Context)),
    [put({pid, J}, Pid) || {J, Pid} <- Known],
    [operate(Op) || Op <- maps:get(I, Actors)].

child(I, Known, #{collector := Collector} = Context) ->
    Collector ! {here, I, self()},
    actor(I, [{I, self()} | Known], Context).

say(Event) -> get(collector) ! {log, get(me), Event}.

pid(I) -> get({pid, I}).
unit(N) -> N * maps:get(unit, get(context)).
name(N) -> list_to_atom(lists:concat(["name_", maps:get(number, get(context)), "_", N])).
planted(Bug) -> get(planted) =:= Bug.

keep(Key, Ref) ->
    put({ref, Key}, Ref),
    put(Ref, Key).

caught(F) ->
    try F() of Value -> Value catch error:Reason -> Reason end.

operate({link, T}) ->
    say(caught(fun() -> not planted(link_is_lost) andalso link(pid(T)), true end)),
    _ = planted(link_is_one_way) andalso unlinked_at(T);
operate({unlink, T}) -> planted(unlink_does_nothing) orelse unlink(pid(T));
operate({monitor, T, Key, Options}) -> keep(Key, monitored(pid(T), Options));
operate({monitor_name, N, Key, Options}) -> keep(Key, monitored(name(N), Options));
operate({demonitor, Key, Options}) ->
    Used = case planted(flush_is_forgotten) of true -> Options -- [flush]; false -> Options end,
    case get({ref, Key}) of
        undefined -> ok;
        Ref -> say(planted(demonitor_does_nothing) orelse demonitor(Ref, Used))
    end;
operate({trap, Flag}) -> say(process_flag(trap_exit, Flag andalso not planted(trapping_is_lost)));
operate({exit2, T, Reason}) -> exit(pid(T), signalled(T, Reason));
operate({exit, Reason}) -> exit(ended(Reason));
operate({send, T, Message}) -> posted(pid(T), {m, Message});
operate({send_name, N, Message}) -> say(caught(fun() -> name(N) ! {m, Message}, true end));
operate({send_ref, T, Key}) -> get({ref, Key}) =:= undefined orelse (pid(T) ! {ref, Key, get({ref, Key})});
operate({send_alias, Key, Message}) -> get({ref, Key}) =:= undefined orelse (get({ref, Key}) ! {m, Message});
operate({register, N, T}) -> say(caught(fun() -> register(name(N), pid(T)) end));
operate({unregister, N}) -> say(caught(fun() -> unregister(name(N)) end));
operate({whereis, N}) -> say({whereis, whereis(name(N))});
operate({alive, T}) -> say({alive, is_process_alive(pid(T))});
operate({alias, Key, Mode}) -> keep(Key, alias(Mode));
operate({unalias, Key}) ->
    case get({ref, Key}) of
        undefined -> ok;
        Ref -> say(planted(unalias_does_nothing) orelse unalias(Ref))
    end;
operate({timer, T, Time, Key, Message}) -> keep(Key, erlang:send_after(unit(Time), pid(T), {m, Message}));
operate({cancel, Key}) ->
    case get({ref, Key}) of
        undefined -> ok;
        Ref -> say(is_integer(planted(cancel_does_nothing) andalso 1 orelse erlang:cancel_timer(Ref)))
    end;
operate({spawn, How, Child}) -> spawned(How, Child);
operate(links) -> say(process_info(self(), links));
operate({recv, Kind, Time}) -> say(received(Kind, unit(Time)));
operate({drain, Time}) ->
    case received(any, unit(Time)) of
        timeout -> say(timeout);
        Message -> say(Message), operate({drain, Time})
    end.

monitored(Item, []) -> monitor(process, Item);
monitored(Item, Options) -> monitor(process, Item, Options).

spawned(How, Child) ->
    #{spawned := Spawned} = Context = get(context),
    Known = [{J, P} || {{pid, J}, P} <- get()],
    counters:add(Spawned, 1, 1),
    Run = fun() -> child(Child, Known, Context) end,
    Pid = case How of
        plain -> spawn(Run);
        link -> spawn_link(Run);
        {monitor, Key} ->
            {P, Ref} = spawn_monitor(Run),
            keep(Key, Ref),
            P
    end,
    put({pid, Child}, Pid),
    say({born, Child, Pid}).

received(Kind, Time) ->
    receive
        {m, _} = M when Kind =:= any; Kind =:= m -> M;
        {ref, Key, Ref} when Kind =:= any; Kind =:= m -> keep(Key, Ref), {ref, Key};
        {'EXIT', From, Reason} when Kind =:= any; Kind =:= exit -> {'EXIT', From, Reason};
        {Tag, Ref, process, Item, Reason} when Kind =:= any; Kind =:= down -> {Tag, get(Ref), item(Item), Reason}
    after Time -> timeout
    end.

item({_, Node}) when Node =:= node() -> name;
item(Pid) -> Pid.

%% ---- bugs to plant -----------------------------------------------------------------------------------------

signalled(_, normal) -> case planted(normal_kills) of true -> shutdown; false -> normal end;
signalled(_, kill) -> case planted(kill_can_be_trapped) of true -> killed; false -> kill end;
signalled(_, Reason) -> case planted(exit_2_is_lost) of true -> normal; false -> Reason end.

ended(normal) -> case planted(normal_end_kills_links) of true -> shutdown; false -> normal end;
ended(Reason) -> case planted(crash_ends_normally) of true -> normal; false -> Reason end.

%% Messages of even number go by a process of their own: those sent after them overtake them.
posted(Pid, {m, {_, N}} = Message) ->
    case planted(order_is_lost) andalso N rem 2 =:= 0 of
        true -> spawn(fun() -> receive after 1 -> Pid ! Message end end);
        false -> Pid ! Message
    end.

%% The linked process forgets the link: the closest that a program can come is to be unlinked itself.
unlinked_at(T) -> unlink(pid(T)).
