%% Which outcomes of a program of `process_programs` the rules of signals allow.
%%
%% The rules: signals from one process to another arrive in the order in which they were sent, and nothing else is said
%% about when; each is handled as a whole; a process does its operations in order; one that has ended answers links and
%% monitors with `noproc`. The model walks every interleaving that the outcome in question does not exclude, so an
%% outcome is allowed exactly when some walk ends with all of it seen.
%%
%% Time stands still while anything can happen (`strict`), or a receive may give up and a timer be due whenever they like
%% (`weak`: the machine was slow).
-module(process_model).
-export([allows/3, count/2]).

%% State: actors by index, channels {From, To} with their signals in order, names, time, timers.
-record(s, {actors, channels = #{}, names = #{}, time = 0, timers = []}).

%% An actor: `up` is true, false, `unborn` or {leaving, Reason}. `ops` are still to do, `log` and `ending` still to be seen (`any` when everything is counted).
-record(a, {up = true, ops, log, ending, trap = false, links = #{}, unlinks = 0, monitors = #{}, watchers = [],
    aliases = #{}, box = [], refs = [], due = none}).

-define(MOST, 400000).

%% Whether the outcome is allowed: true, false, or `undecided` when there are too many states to look at.
allows({_, Initial, Actors}, Outcome, Mode) ->
    Seen = maps:from_list([{I, {Events, End}} || {I, Events, End} <- Outcome]),
    Start = #s{actors = maps:from_list([{I, fresh(I, Ops, Seen, I =< Initial)} || {I, Ops} <- Actors])},
    walk([Start], #{}, Mode).

fresh(I, Ops, Seen, Up) ->
    {Log, End} = maps:get(I, Seen, {[], unknown}),
    #a{up = case Up of true -> true; false -> unborn end, ops = Ops, log = Log, ending = End}.

walk([], _, _) -> false;
walk(_, Visited, _) when map_size(Visited) > ?MOST -> undecided;
walk([State | Rest], Visited, Mode) ->
    case Visited of
        #{State := _} -> walk(Rest, Visited, Mode);
        _ ->
            case moves(State, Mode) of
                [] -> done(State) orelse walk(Rest, Visited#{State => []}, Mode);
                Next -> walk(Next ++ Rest, Visited#{State => []}, Mode)
            end
    end.

%% How many outcomes are allowed: 1 means that the program is confluent. `many` above the bound.
count({_, Initial, Actors}, Most) ->
    Start = #s{actors = maps:from_list([{I, (fresh(I, Ops, #{}, I =< Initial))#a{log = {all, []}, ending = any}} || {I, Ops} <- Actors])},
    counted([Start], #{}, #{}, Most).

counted([], _, Found, _) -> map_size(Found);
counted(_, Visited, _, Most) when map_size(Visited) > Most -> many;
counted([State | Rest], Visited, Found, Most) ->
    case Visited of
        #{State := _} -> counted(Rest, Visited, Found, Most);
        _ ->
            case moves(State, strict) of
                [] -> counted(Rest, Visited, Found#{[{A#a.log, A#a.ending} || A <- maps:values(State#s.actors)] => []}, Most);
                Next -> counted(Next ++ Rest, Visited#{State => []}, Found, Most)
            end
    end.

done(#s{actors = Actors}) ->
    lists:all(fun(#a{up = Up, log = Log}) -> Up =/= true andalso Log =:= [] end, maps:values(Actors)).

%% ---- moves -------------------------------------------------------------------------------------------------

%% The states that may come next. A signal whose time does not matter is handled before anything else.
moves(#s{actors = Actors, channels = Channels} = S, Mode) ->
    case [C || {{_, To} = C, [Signal | _]} <- maps:to_list(Channels), at_once(Signal, maps:get(To, Actors))] of
        [C | _] -> arrive(C, S);
        [] ->
            Next = lists:append([arrive(C, S) || C <- maps:keys(Channels)]) ++
                lists:append([step(I, A, S, Mode) || {I, #a{up = true} = A} <- maps:to_list(Actors)]) ++
                lists:append([leave(Reason, I, A, S) || {I, #a{up = {leaving, Reason}} = A} <- maps:to_list(Actors)]) ++
                lists:append([fire(T, S) || {Due, _, _, _} = T <- S#s.timers, Mode =:= weak orelse Due =< S#s.time]),
            case Next of
                [] -> case stuck(S) of true -> later(S); false -> [] end;
                _ -> Next
            end
    end.

at_once(_, #a{up = false}) -> true;
at_once({demonitor, _}, _) -> true;
at_once({ack, _}, _) -> true;
at_once(_, _) -> false.

%% Time passes only when nobody has anything to do: else a walk that ended here did not see what it should.
stuck(#s{actors = Actors, channels = Channels}) ->
    map_size(Channels) =:= 0 andalso
        lists:all(fun(#a{up = Up, due = Due}) -> Up =/= true orelse Due =/= none end, maps:values(Actors)).

later(#s{actors = Actors, timers = Timers, time = Now} = S) ->
    case [D || #a{up = true, due = D} <- maps:values(Actors), D > Now] ++ [D || {D, _, _, _} <- Timers, D > Now] of
        [] -> [];
        Dues -> [S#s{time = lists:min(Dues)}]
    end.

fire({_, Key, To, Message} = Timer, #s{timers = Timers} = S) ->
    [put_signal({timer, Key}, To, {message, Message}, S#s{timers = lists:delete(Timer, Timers)})].

%% ---- channels ----------------------------------------------------------------------------------------------

put_signal(From, To, Signal, #s{channels = Channels} = S) ->
    S#s{channels = Channels#{{From, To} => maps:get({From, To}, Channels, []) ++ [Signal]}}.

take_signal(Channel, #s{channels = Channels} = S) ->
    case Channels of
        #{Channel := [Signal]} -> {Signal, S#s{channels = maps:remove(Channel, Channels)}};
        #{Channel := [Signal | Rest]} -> {Signal, S#s{channels = Channels#{Channel := Rest}}}
    end.

arrive({From, To} = Channel, S) ->
    {Signal, S2} = take_signal(Channel, S),
    case maps:get(To, S#s.actors) of
        #a{up = true} = A -> handle(Signal, From, To, A, S2);
        _ -> [answer(Signal, From, To, S2)]
    end.

%% What is answered for one that has ended. Such answers keep no order: each has a channel of its own.
answer(link, From, To, S) -> put_signal({gone, To}, From, {exit, To, noproc, link}, S);
answer({monitor, Key, Item}, From, _, S) -> put_signal({gone, Key}, From, {down, Key, Item, noproc}, S);
answer({unlink, Id}, From, To, S) -> put_signal(To, From, {ack, Id}, S);
answer(_, _, _, S) -> S.

handle({message, M}, _, To, A, S) -> [mail(M, To, A, S)];
handle({alias, Key, M}, _, To, #a{aliases = Aliases} = A, S) ->
    case Aliases of
        #{Key := reply} ->
            Less = A#a{aliases = maps:remove(Key, Aliases)},
            [mail(M, To, Ended, S2) || {Ended, S2} <- [unmonitor(Key, To, Less, S)]];
        #{Key := _} -> [mail(M, To, A, S)];
        _ -> [S]
    end;
handle(link, From, To, #a{links = Links} = A, S) ->
    [set(To, A#a{links = maps:merge(#{From => 0}, Links)}, S)];
handle({unlink, Id}, From, To, #a{links = Links} = A, S) ->
    [put_signal(To, From, {ack, Id}, set(To, A#a{links = maps:remove(From, Links)}, S))];
handle({ack, Id}, From, To, #a{links = Links} = A, S) ->
    case Links of
        #{From := Id} -> [set(To, A#a{links = maps:remove(From, Links)}, S)];
        _ -> [S]
    end;
handle({monitor, Key, Item}, From, To, #a{watchers = Watchers} = A, S) ->
    [set(To, A#a{watchers = lists:sort([{Key, From, Item} | Watchers])}, S)];
handle({demonitor, Key}, _, To, #a{watchers = Watchers} = A, S) ->
    [set(To, A#a{watchers = lists:keydelete(Key, 1, Watchers)}, S)];
handle({down, Key, Item, Reason}, _, To, #a{monitors = Monitors} = A, S) ->
    case Monitors of
        #{Key := {_, Tag}} ->
            Less = A#a{monitors = maps:remove(Key, Monitors), aliases = without_implicit(Key, A#a.aliases)},
            [mail({Tag, Key, Item, Reason}, To, Less, S)];
        _ -> [S]
    end;
handle({exit, From, Reason, link}, _, To, #a{links = Links} = A, S) ->
    case Links of
        #{From := 0} -> exit_signal(From, Reason, link, To, A#a{links = maps:remove(From, Links)}, S);
        #{From := _} -> [set(To, A#a{links = maps:remove(From, Links)}, S)];
        _ -> [S]
    end;
handle({exit, From, Reason, How}, _, To, A, S) -> exit_signal(From, Reason, How, To, A, S).

exit_signal(_, kill, plain, To, A, S) -> die(killed, To, A, S);
exit_signal(From, Reason, _, To, #a{trap = true} = A, S) -> [mail({'EXIT', From, Reason}, To, A, S)];
exit_signal(From, normal, How, To, A, S) when How =/= plain; From =/= To -> [set(To, A, S)];
exit_signal(_, Reason, _, To, A, S) -> die(Reason, To, A, S).

mail(M, To, #a{box = Box} = A, S) -> set(To, A#a{box = Box ++ [M]}, S).

set(I, A, #s{actors = Actors} = S) -> S#s{actors = Actors#{I := A}}.

without_implicit(Key, Aliases) ->
    case Aliases of
        #{Key := Mode} when Mode =/= explicit -> maps:remove(Key, Aliases);
        _ -> Aliases
    end.

%% ---- the end -----------------------------------------------------------------------------------------------

%% No states when the outcome says that the actor ended otherwise, or saw more.
die(Reason, I, #a{log = Log, ending = End} = A, S) ->
    case End of
        any -> gone(Reason, I, A#a{ending = {any, Reason}}, S);
        _ when Log =:= [], End =:= Reason orelse End =:= unknown -> gone(Reason, I, A, S);
        _ -> []
    end.

%% Timers for an actor end with it. One that has a name keeps it for a moment, in which it can be sent to by that name but
%% is not there any more otherwise; what its end tells others comes after that.
gone(Reason, I, #a{log = Log, ending = End} = A, #s{names = Names, timers = Timers} = S) ->
    S1 = S#s{timers = [T || {_, _, To, _} = T <- Timers, To =/= I]},
    case lists:member(I, maps:values(Names)) of
        true -> [set(I, A#a{up = {leaving, Reason}, ops = [], box = []}, S1)];
        false -> told_of(Reason, I, A, set(I, #a{up = false, ops = [], log = Log, ending = End}, S1))
    end.

leave(Reason, I, #a{log = Log, ending = End} = A, #s{names = Names} = S) ->
    S1 = S#s{names = maps:filter(fun(_, J) -> J =/= I end, Names)},
    told_of(Reason, I, A, set(I, #a{up = false, ops = [], log = Log, ending = End}, S1)).

%% The others hear of the end.
told_of(Reason, I, #a{links = Links, watchers = Watchers, monitors = Monitors}, S) ->
    S2 = lists:foldl(fun(L, Acc) -> put_signal(I, L, {exit, I, Reason, link}, Acc) end, S, [L || {L, 0} <- maps:to_list(Links)]),
    S3 = lists:foldl(fun({Key, W, Item}, Acc) -> put_signal(I, W, {down, Key, Item, Reason}, Acc) end, S2, Watchers),
    [lists:foldl(fun({Key, {T, _}}, Acc) -> put_signal(I, T, {demonitor, Key}, Acc) end, S3,
        [M || {_, {T, _}} = M <- maps:to_list(Monitors), T =/= nobody])].

%% ---- operations --------------------------------------------------------------------------------------------

step(I, #a{ops = []} = A, S, _) -> die(normal, I, A, S);
step(_, #a{ops = [silent]}, _, _) -> [];
step(I, #a{ops = [{recv, Kind, Time} | Rest]} = A, S, Mode) -> receiving(Kind, Time, Rest, I, A, S, Mode);
step(I, #a{ops = [{drain, Time} | Rest] = Ops} = A, S, Mode) ->
    case A#a.box of
        [] -> receiving(any, Time, Rest, I, A, S, Mode);
        _ -> receiving(any, Time, Ops, I, A, S, Mode)
    end;
step(I, #a{ops = [Op | Rest]} = A, S, _) -> operate(Op, I, A#a{ops = Rest}, S).

%% A receive gives up only when what the process sent itself has arrived.
receiving(Kind, Time, Rest, I, #a{box = Box, due = Due} = A, #s{channels = Channels} = S, Mode) ->
    Arrived = not is_map_key({I, I}, Channels),
    case lists:splitwith(fun(M) -> not matches(Kind, M) end, Box) of
        {Before, [M | After]} -> told(M, I, learned(M, A#a{box = Before ++ After, ops = Rest, due = none}), S);
        {_, []} when Arrived, Time =:= 0; Arrived, Mode =:= weak; Arrived, is_integer(Due), Due =< S#s.time ->
            told(timeout, I, A#a{ops = Rest, due = none}, S);
        {_, []} when Due =:= none -> [set(I, A#a{due = S#s.time + Time}, S)];
        _ -> []
    end.

matches(any, _) -> true;
matches(m, {m, _}) -> true;
matches(m, {ref, _}) -> true;
matches(exit, {'EXIT', _, _}) -> true;
matches(down, {_, _, _, _}) -> true;
matches(_, _) -> false.

learned({ref, Key}, #a{refs = Refs} = A) -> A#a{refs = lists:usort([Key | Refs])};
learned(_, A) -> A.

%% The actor logs an event: the states after it, none if the outcome has another here. Where it has no more, the actor
%% may have done the operation and been killed before it could log: it is silent from then on.
told(Event, I, #a{log = {all, Seen}} = A, S) -> [set(I, A#a{log = {all, [Event | Seen]}}, S)];
told(Event, I, #a{log = [Event | Rest]} = A, S) -> [set(I, A#a{log = Rest}, S)];
told(_, I, #a{log = []} = A, S) -> [set(I, A#a{ops = [silent]}, S)];
told(_, _, _, _) -> [].

up(T, #s{actors = Actors}) -> (maps:get(T, Actors))#a.up =:= true.

operate({link, T}, I, #a{links = Links, trap = Trap} = A, S) ->
    case {Links, up(T, S)} of
        {_, false} when not Trap -> told(noproc, I, A, S);
        {#{T := 0}, _} -> told(true, I, A, S);
        _ -> told(true, I, A#a{links = Links#{T => 0}}, put_signal(I, T, link, S))
    end;
operate({unlink, T}, I, #a{links = Links, unlinks = N} = A, S) ->
    case Links of
        #{T := 0} -> [put_signal(I, T, {unlink, N + 1}, set(I, A#a{links = Links#{T := N + 1}, unlinks = N + 1}, S))];
        _ -> [set(I, A, S)]
    end;
operate({monitor, T, Key, Options}, I, A, S) -> monitor(T, Key, T, Options, I, A, S);
operate({monitor_name, N, Key, Options}, I, A, #s{names = Names} = S) ->
    case Names of
        %% Nobody monitors itself, and no alias is made then.
        #{N := I} -> [set(I, learned({ref, Key}, A), S)];
        #{N := T} -> monitor(T, Key, name, Options, I, A, S);
        _ ->
            [S2] = monitor(nobody, Key, name, Options, I, A, S),
            [put_signal({nobody, Key}, I, {down, Key, name, noproc}, S2)]
    end;
operate({demonitor, Key, Options}, I, A, S) ->
    with_key(Key, I, A, S, fun() ->
        Had = is_map_key(Key, A#a.monitors),
        {A2, S2} = unmonitor(Key, I, A, S),
        A3 = case lists:member(flush, Options) andalso not Had of
            true -> A2#a{box = flushed(Key, A2#a.box)};
            false -> A2
        end,
        told(Had orelse not lists:member(info, Options), I, A3, S2)
    end);
operate({trap, Flag}, I, #a{trap = Old} = A, S) -> told(Old, I, A#a{trap = Flag}, S);
operate({exit2, T, Reason}, I, #a{trap = Trap} = A, S) ->
    %% Whoever traps when it sends itself `normal` does not end by it, even when it does not trap any more then.
    How = case T =:= I andalso Trap andalso Reason =/= kill of true -> trapped; false -> plain end,
    [put_signal(I, T, {exit, I, Reason, How}, set(I, A, S))];
operate({exit, Reason}, I, A, S) -> die(Reason, I, A, S);
operate({send, T, M}, I, A, S) -> [put_signal(I, T, {message, {m, M}}, set(I, A, S))];
operate({send_name, N, M}, I, A, #s{names = Names} = S) ->
    case Names of
        #{N := T} -> told(true, I, A, put_signal(I, T, {message, {m, M}}, S));
        _ -> told(badarg, I, A, S)
    end;
operate({send_ref, T, Key}, I, A, S) ->
    with_key(Key, I, A, S, fun() -> [put_signal(I, T, {message, {ref, Key}}, set(I, A, S))] end);
operate({send_alias, {Owner, _} = Key, M}, I, A, S) ->
    with_key(Key, I, A, S, fun() -> [put_signal(I, Owner, {alias, Key, {m, M}}, set(I, A, S))] end);
operate({register, N, T}, I, A, #s{names = Names} = S) ->
    case is_map_key(N, Names) orelse not up(T, S) orelse lists:member(T, maps:values(Names)) of
        true -> told(badarg, I, A, S);
        false -> told(true, I, A, S#s{names = Names#{N => T}})
    end;
operate({unregister, N}, I, A, #s{names = Names} = S) ->
    case Names of
        #{N := _} -> told(true, I, A, S#s{names = maps:remove(N, Names)});
        _ -> told(badarg, I, A, S)
    end;
operate({whereis, N}, I, A, #s{names = Names} = S) -> told({whereis, maps:get(N, Names, undefined)}, I, A, S);
operate({alive, T}, I, A, #s{channels = Channels} = S) ->
    %% What was sent before is handled before.
    case Channels of
        #{{I, T} := _} -> [];
        _ -> told({alive, up(T, S)}, I, A, S)
    end;
operate({alias, Key, Mode}, I, A, S) ->
    Kind = case Mode of [reply] -> reply; _ -> explicit end,
    B = learned({ref, Key}, A),
    [set(I, B#a{aliases = (B#a.aliases)#{Key => Kind}}, S)];
operate({unalias, Key}, I, #a{aliases = Aliases} = A, S) ->
    with_key(Key, I, A, S, fun() -> told(is_map_key(Key, Aliases), I, A#a{aliases = maps:remove(Key, Aliases)}, S) end);
operate({timer, T, Time, Key, M}, I, A, #s{timers = Timers, time = Now} = S) ->
    Started = case up(T, S) of true -> lists:sort([{Now + Time, Key, T, {m, M}} | Timers]); false -> Timers end,
    [set(I, learned({ref, Key}, A), S#s{timers = Started})];
operate({cancel, Key}, I, A, #s{timers = Timers} = S) ->
    with_key(Key, I, A, S, fun() ->
        told(lists:keymember(Key, 2, Timers), I, A, S#s{timers = lists:keydelete(Key, 2, Timers)})
    end);
operate({spawn, How, Child}, I, A, S) ->
    Born = (maps:get(Child, S#s.actors))#a{up = true},
    {B, C} = case How of
        plain -> {A, Born};
        link -> {A#a{links = (A#a.links)#{Child => 0}}, Born#a{links = #{I => 0}}};
        {monitor, Key} ->
            {learned({ref, Key}, A#a{monitors = (A#a.monitors)#{Key => {Child, 'DOWN'}}}),
                Born#a{watchers = [{Key, I, Child}]}}
    end,
    told({born, Child}, I, B, set(Child, C, S));
operate(links, I, #a{links = Links} = A, S) -> told({links, lists:sort([L || {L, 0} <- maps:to_list(Links)])}, I, A, S).

with_key(Key, I, #a{refs = Refs} = A, S, F) ->
    case lists:member(Key, Refs) of
        true -> F();
        false -> [set(I, A, S)]
    end.

monitor(T, Key, Item, Options, I, A, S) ->
    Tag = proplists:get_value(tag, Options, 'DOWN'),
    B = aliased(Key, Options, learned({ref, Key}, A)),
    S2 = set(I, B#a{monitors = (B#a.monitors)#{Key => {T, Tag}}}, S),
    [case T of nobody -> S2; _ -> put_signal(I, T, {monitor, Key, Item}, S2) end].

aliased(Key, Options, #a{aliases = Aliases} = A) ->
    case proplists:get_value(alias, Options) of
        undefined -> A;
        explicit_unalias -> A#a{aliases = Aliases#{Key => explicit}};
        demonitor -> A#a{aliases = Aliases#{Key => demonitor}};
        reply_demonitor -> A#a{aliases = Aliases#{Key => reply}}
    end.

unmonitor(Key, I, #a{monitors = Monitors} = A, S) ->
    case maps:take(Key, Monitors) of
        {{T, _}, Rest} ->
            B = A#a{monitors = Rest, aliases = without_implicit(Key, A#a.aliases)},
            {B, case T of nobody -> S; _ -> put_signal(I, T, {demonitor, Key}, S) end};
        error -> {A, S}
    end.

flushed(Key, Box) ->
    {Before, After} = lists:splitwith(fun(M) -> not (tuple_size(M) =:= 4 andalso element(2, M) =:= Key) end, Box),
    Before ++ (case After of [] -> []; [_ | Rest] -> Rest end).
