%% Soak: random processes that spawn, link, monitor, send, kill, set timers, take names and have their code replaced,
%% for N seconds. Says whether every process was accounted for, whether anything got stuck, and whether memory
%% stayed flat.
%%
%%   erlet --schedulers 2 fuzz/soak/soak.erl SECONDS [SEED]      (runs under OTP as well; status 1 on a finding)
%%
%% Each process reports to the census with its first message, so the census can monitor it: it must get exactly one
%% 'DOWN' for each. A round lasts two seconds; then all that still live are killed, and after it neither a process, nor a
%% name, nor a row of the pool may be left.
-module(soak).
-export([main/1, worker/3, probe/2]).

-define(SLOTS, 400).
-define(ROUND, 2000).
-define(VERSIONS, 4).

main([Seconds]) -> main([Seconds, "1"]);
main([Seconds, Seed]) ->
    process_flag(trap_exit, true),
    rand:seed(exsss, list_to_integer(Seed)),
    Codes = list_to_tuple([code_of(V) || V <- lists:seq(1, ?VERSIONS)]),
    load(1, Codes),
    pool = ets:new(pool, [named_table, public]),
    Late = counters:new(1, []),
    spawn_link(?MODULE, probe, [self(), Late]),
    receive probing -> ok end,
    warm(),
    Base = lists:sort(processes()),
    Names = lists:sort(registered()),
    End = now_ms() + 1000 * list_to_integer(Seconds),
    Rounds = rounds(End, 1, Codes, {Base, Names}, []),
    report(Rounds, counters:get(Late, 1)).

%% What the library loads and starts at first use is there before the processes are counted.
warm() ->
    _ = {memory(), rand:uniform(), timer:tc(fun() -> ok end)},
    io:format("round  processes     sent  left  end ms   memory KB  resident KB~n").

%% ---- rounds ------------------------------------------------------------------------------------------------

rounds(End, Number, Codes, Before, Done) ->
    case now_ms() >= End of
        true -> lists:reverse(Done);
        false ->
            Result = round(Number, Codes, Before),
            _ = Number rem 15 =:= 1 andalso show(Number, Result),
            rounds(End, Number + 1, Codes, Before, [Result | Done])
    end.

show(Number, {Seen, Sent, Left, Took, {Memory, Resident}}) ->
    io:format("~5w ~10w ~8w ~5w ~7w ~11w ~12w~n", [Number, Seen, Sent, Left, Took, Memory, Resident]).

round(Number, Codes, {Base, Names}) ->
    Sent = counters:new(1, [write_concurrency]),
    [start(self(), Sent, 0) || _ <- lists:seq(1, 40)],
    Census = census(now_ms() + ?ROUND, Number, Codes, {self(), Sent}, {#{}, 0}),
    Start = now_ms(),
    {Seen, Left} = sweep(Base, Census, Start),
    check(lists:sort(registered()) -- Names, [], names_left, Number),
    check(lists:sort(processes()) -- Base, [], processes_left, Number),
    check(lists:usort(element(2, process_info(self(), monitors))), [], monitors_left, Number),
    ets:delete_all_objects(pool),
    garbage_collect(),
    {Seen, counters:get(Sent, 1), Left, now_ms() - Start, memory()}.

check(Same, Same, _, _) -> ok;
check(Got, _, What, Number) -> finding(What, {round, Number, Got}).

%% The main process does the counting itself: `Alive` maps the monitor of each process that reported to its pid.
census(Until, Number, Codes, Start, {Alive, Seen} = Census) ->
    receive
        Message -> census(Until, Number, Codes, Start, heard(Message, Census))
    after max(0, min(20, Until - now_ms())) ->
        case now_ms() >= Until of
            true -> Census;
            false ->
                {Self, Sent} = Start,
                [start(Self, Sent, 0) || map_size(Alive) < 300, _ <- lists:seq(1, 40)],
                _ = rand:uniform(100) =:= 1 andalso load(rand:uniform(?VERSIONS), Codes),
                census(Until, Number, Codes, Start, {Alive, Seen})
        end
    end.

heard({here, Pid}, {Alive, Seen}) -> {Alive#{monitor(process, Pid) => Pid}, Seen + 1};
heard({'DOWN', Ref, process, Pid, _}, {Alive, Seen}) ->
    case maps:take(Ref, Alive) of
        {Pid, Rest} -> {Rest, Seen};
        Other -> finding(unexpected_down, {Pid, Other})
    end;
heard({'EXIT', _, _}, Census) -> Census;
heard({wrong, What}, _) -> finding(wrong, What);
heard(Other, _) -> finding(unexpected_message, Other).

%% Kills until nothing is left; what is not gone after ten seconds is stuck.
sweep(Base, Census, Start) ->
    Others = processes() -- Base,
    {Alive, Seen} = Census2 = drain(Census),
    case {Others, map_size(Alive)} of
        {[], 0} -> {Seen, 0};
        _ ->
            now_ms() - Start > 10000 andalso
                finding(stuck, {[{P, process_info(P, [status, current_function, message_queue_len])} || P <- Others],
                    map_size(Alive)}),
            [exit(P, kill) || P <- Others],
            {Seen2, _} = sweep(Base, Census2, Start),
            {Seen2, length(Others)}
    end.

drain(Census) ->
    receive Message -> drain(heard(Message, Census)) after 5 -> Census end.

finding(What, Details) ->
    io:format("FINDING ~p: ~p~n", [What, Details]),
    halt(1).

%% ---- the processes -----------------------------------------------------------------------------------------

%% The main process monitors each that reports, so it starts them without a monitor of another kind.
start(Main, Sent, Depth) ->
    Arguments = [Main, Sent, Depth],
    case rand:uniform(if Depth =:= 0 -> 4; true -> 5 end) of
        1 -> spawn_link(?MODULE, worker, Arguments);
        2 -> spawn_opt(?MODULE, worker, Arguments, [{priority, low}, {min_heap_size, 500}]);
        3 -> spawn_opt(?MODULE, worker, Arguments, [{message_queue_data, off_heap}]);
        4 -> spawn(?MODULE, worker, Arguments);
        5 -> element(1, spawn_monitor(?MODULE, worker, Arguments))
    end.

worker(Main, Sent, Depth) ->
    Main ! {here, self()},
    ets:insert(pool, {rand:uniform(?SLOTS), self()}),
    work(rand:uniform(40), Main, Sent, Depth).

work(0, _, _, _) -> ok;
work(N, Main, Sent, Depth) ->
    counters:add(Sent, 1, 1),
    act(rand:uniform(22), peer(), Main, Sent, Depth),
    work(N - 1, Main, Sent, Depth).

peer() ->
    case ets:lookup(pool, rand:uniform(?SLOTS)) of
        [{_, Pid}] -> Pid;
        [] -> self()
    end.

act(1, _, Main, Sent, Depth) when Depth < 4 -> start(Main, Sent, Depth + 1);
act(2, Peer, _, _, _) -> catch link(Peer);
act(3, Peer, _, _, _) -> unlink(Peer);
act(4, Peer, _, _, _) -> monitor(process, Peer);
act(5, Peer, _, _, _) -> demonitor(monitor(process, Peer), [flush]);
act(6, Peer, _, _, _) -> Peer ! {data, lists:seq(1, rand:uniform(300))};
act(7, Peer, _, _, _) -> Peer ! {binary, binary:copy(<<"soak">>, rand:uniform(5000))};
act(8, Peer, _, _, _) -> exit(Peer, one_of([normal, normal, kill, shutdown, {bad, [1, 2]}]));
act(9, _, _, _, _) -> process_flag(trap_exit, rand:uniform(2) =:= 1);
act(10, Peer, _, _, _) -> erlang:send_after(rand:uniform(50), Peer, tick);
act(11, Peer, _, _, _) -> erlang:cancel_timer(erlang:start_timer(rand:uniform(50), Peer, tock));
act(12, Peer, _, _, _) -> name(one_of([soak_a, soak_b, soak_c]), Peer);
act(13, _, _, _, _) -> catch one_of([soak_a, soak_b, soak_c]) ! hello;
act(14, Peer, Main, _, _) -> call(Peer, Main);
act(15, _, Main, _, _) -> code_value(soak_code:value(), Main);
act(16, _, _, _, _) -> lists:sort([rand:uniform(1000) || _ <- lists:seq(1, 500)]);
act(17, Peer, _, _, _) -> is_process_alive(Peer);
act(18, Peer, _, _, _) -> process_info(Peer, [message_queue_len, links, status]);
act(19, _, _, _, _) -> rand:uniform(8) =:= 1 andalso exit(one_of([normal, crash, {shutdown, x}]));
act(20, _, _, _, _) -> garbage_collect();
act(21, _, _, _, _) -> rand:uniform(40) =:= 1 andalso soak_code:loop();
act(_, _, _, _, _) -> hear(rand:uniform(20)).

one_of(List) -> lists:nth(rand:uniform(length(List)), List).

name(Name, Peer) ->
    case rand:uniform(2) of
        1 -> catch register(Name, Peer);
        2 -> catch unregister(Name)
    end.

%% A call through an alias: after the timeout no answer may come.
call(Peer, Main) ->
    Alias = monitor(process, Peer, [{alias, reply_demonitor}]),
    Peer ! {call, Alias},
    receive
        {Alias, answer} -> ok;
        {'DOWN', Alias, _, _, _} -> ok
    after rand:uniform(5) ->
        demonitor(Alias, [flush]),
        receive {Alias, answer} -> ok after 0 -> ok end,
        erlang:yield(),
        receive {Alias, answer} -> Main ! {wrong, answer_after_unalias} after 0 -> ok end
    end.

hear(Milliseconds) ->
    receive
        {call, Alias} -> Alias ! {Alias, answer}, hear(0);
        {data, L} -> length(L);
        {binary, B} -> byte_size(B);
        _ -> ok
    after Milliseconds -> ok
    end.

%% ---- code --------------------------------------------------------------------------------------------------

code_of(Version) ->
    Texts = ["-module(soak_code).", "-export([value/0, loop/0]).",
        lists:concat(["value() -> {value, ", Version, ", \"some literal text\"}."]),
        "loop() -> receive stop -> ok after 3 -> soak_code:loop() end."],
    {ok, soak_code, Binary} = compile:forms([form(T) || T <- Texts]),
    Binary.

form(Text) ->
    {ok, Tokens, _} = erl_scan:string(Text),
    {ok, Form} = erl_parse:parse_form(Tokens),
    Form.

load(Version, Codes) ->
    code:purge(soak_code),
    {module, soak_code} = code:load_binary(soak_code, "soak_code.erl", element(Version, Codes)).

code_value({value, Version, "some literal text"}, _) when Version >= 1, Version =< ?VERSIONS -> ok;
code_value(Other, Main) -> Main ! {wrong, Other}.

%% ---- figures -----------------------------------------------------------------------------------------------

%% Wakes every 10 ms and keeps the worst lateness in milliseconds.
probe(Main, Late) ->
    process_flag(priority, high),
    Main ! probing,
    probing(Late).

probing(Late) ->
    Before = now_ms(),
    receive after 10 -> ok end,
    Worst = now_ms() - Before - 10,
    _ = Worst > counters:get(Late, 1) andalso counters:put(Late, 1, Worst),
    probing(Late).

now_ms() -> erlang:monotonic_time(millisecond).

%% What the machine counts for processes, and what the operating system has given, in KB.
memory() -> {erlang:memory(processes) div 1024, resident()}.

resident() ->
    case file:read_file("/proc/self/status") of
        {ok, Text} ->
            case re:run(Text, "VmRSS:\\s+(\\d+)", [{capture, [1], list}]) of
                {match, [Size]} -> list_to_integer(Size);
                nomatch -> 0
            end;
        {error, _} -> 0
    end.

report(Rounds, Late) ->
    Seen = lists:sum([S || {S, _, _, _, _} <- Rounds]),
    Acts = lists:sum([S || {_, S, _, _, _} <- Rounds]),
    Slowest = lists:max([T || {_, _, _, T, _} <- Rounds]),
    io:format("rounds ~w, processes ~w, acts ~w, slowest end of a round ~w ms, latest wake-up ~w ms late~n",
        [length(Rounds), Seen, Acts, Slowest, Late]),
    Quarter = max(1, length(Rounds) div 4),
    Flat = [flat(Title, [element(At, M) || {_, _, _, _, M} <- Rounds], Quarter) || {Title, At} <- [{"memory", 1}, {"resident", 2}]],
    halt(case lists:all(fun(F) -> F end, Flat) of true -> 0; false -> 1 end).

%% The median of the last quarter against that of the second: at most a tenth more, and two megabytes.
flat(Title, Figures, Quarter) ->
    Second = median(lists:sublist(Figures, Quarter + 1, Quarter)),
    Last = median(lists:nthtail(length(Figures) - Quarter, Figures)),
    Flat = Last =< Second * 1.1 + 2048,
    io:format("~s: ~w KB in the second quarter, ~w KB in the last: ~s~n", [Title, Second, Last, case Flat of true -> "flat"; false -> "GROWS" end]),
    Flat.

median([]) -> 0;
median(List) -> lists:nth((length(List) + 1) div 2, lists:sort(List)).
