%%% `plot(Pid, Items)`: what a process's figures were during the last minute, as curves of text.
%%%
%%% At a terminal a process of the library looks at all others every second, or less often if that took it more than a
%%% hundredth of the time, and only at those with names while there are very many. Another one looks more closely at the process that is
%%% plotted, from the first plot on, until that one ends.
-module(erlet_plot).

-export([curves/2, known/1, trends/1, start/0, sampler/0, watcher/1]).

-type item() :: mailbox | heap | reds.

-export_type([item/0]).

-define(PERIOD, 100).
%% Samples that are kept, and drawn columns: a minute.
-define(SAMPLES, 600).
-define(COLUMNS, 60).
%% What the first plot waits for if nothing is known yet.
-define(FIRST, 1000).
%% All processes are looked at so often, as long as there are no more than so many.
-define(ROUND, 1000).
-define(MOST, 2000).
%% Looks of which a table shows the mailbox.
-define(TREND, 8).
%% Looks at one process that are kept.
-define(KEPT, 60).
%% How long a plot waits for what is known from before.
-define(PATIENCE, 200).

%% The curves, each with its least, its greatest and its latest value.
-spec curves(pid(), [item()]) -> iolist() | none.
curves(Pid, Items) ->
    Known = history(Pid),
    Latest = ask(watched(Pid, Known)),
    Since = erlang:monotonic_time(millisecond) - length(Latest) * ?PERIOD,
    case earlier([Look || {Time, _, _, _} = Look <- Known, Time < Since], Latest) of
        [] -> none;
        Samples -> [curve(Item, [value(Item, Sample) || Sample <- Samples], length(Samples)) || Item <- Items]
    end.

%% The curves of what is known without looking closer.
-spec known(pid()) -> iolist().
known(Pid) ->
    case earlier(history(Pid), []) of
        [] -> "nothing is known of the last minute yet\n";
        Samples -> [curve(Item, [value(Item, Sample) || Sample <- Samples], length(Samples)) || Item <- [mailbox, heap, reds]]
    end.

%% Processes with the latest counts of their unread messages as `trend`, the oldest first, if there were any.
-spec trends([map()]) -> [map()].
trends(Processes) ->
    Trends = maps:from_list(sampled(trends, [])),
    [case Trends of
         #{Pid := Trend} -> Process#{trend => Trend};
         #{} -> Process
     end || #{pid := Pid} = Process <- Processes].

watched(Pid, Known) ->
    Name = list_to_atom("erlet_plot_" ++ pid_to_list(Pid)),
    case whereis(Name) of
        undefined ->
            Watcher = spawn(?MODULE, watcher, [Pid]),
            register(Name, Watcher),
            [timer:sleep(?FIRST) || length(Known) < 2],
            Watcher;
        Watcher -> Watcher
    end.

%% Looks from before the samples, as samples; the oldest first.
earlier(_, Samples) when length(Samples) >= ?SAMPLES -> Samples;
earlier([{Time, Mailbox, Memory, Reductions} | [{Before, _, _, Fewer} | _] = Looks], Samples) ->
    Sample = {Mailbox, Memory, (Reductions - Fewer) * 1000 div max(1, Time - Before)},
    earlier(Looks, lists:duplicate(max(1, (Time - Before) div ?PERIOD), Sample) ++ Samples);
earlier(_, Samples) -> Samples.

%% What was seen of a process by the one that looks at all, the latest first.
history(Pid) -> sampled({history, Pid}, []).

%% What the one that looks at all says; something else if there is none, or it says nothing.
sampled(Question, Else) ->
    case whereis(?MODULE) of
        undefined -> Else;
        Sampler ->
            Alias = monitor(process, Sampler, [{alias, reply_demonitor}]),
            Sampler ! {Question, Alias},
            receive
                {Alias, Answer} -> Answer;
                {'DOWN', Alias, _, _, _} -> Else
            after ?PATIENCE ->
                demonitor(Alias, [flush]),
                receive
                    {Alias, Answer} -> Answer
                after 0 -> Else
                end
            end
    end.

%% Begins to look at all processes.
-spec start() -> pid().
start() -> spawn_opt(?MODULE, sampler, [], [{priority, low}]).

%% Looks at all processes again and again.
-spec sampler() -> no_return().
sampler() ->
    erts_internal:mark_system(),
    register(?MODULE, self()),
    sampler(#{}, erlang:monotonic_time(millisecond) + ?ROUND).

sampler(Seen, Due) ->
    receive
        {{history, Pid}, Alias} ->
            {_, Looks} = maps:get(Pid, Seen, {0, []}),
            Alias ! {Alias, Looks},
            sampler(Seen, Due);
        {trends, Alias} ->
            Alias ! {Alias, [{Pid, Trend} || {Pid, {_, Looks}} <- maps:to_list(Seen), [_ | _] = Trend <- [trend(Looks)]]},
            sampler(Seen, Due);
        _ -> sampler(Seen, Due)
    after max(0, Due - erlang:monotonic_time(millisecond)) ->
        Begin = erlang:monotonic_time(microsecond),
        Now = round_of(Seen, Begin div 1000),
        Took = erlang:monotonic_time(microsecond) - Begin,
        sampler(Now, (Begin + max(?ROUND * 1000, 100 * Took)) div 1000)
    end.

round_of(Seen, Time) ->
    maps:from_list([{Pid, looked(maps:get(Pid, Seen, {0, []}), Time, Info)} ||
                       Pid <- looked_at(erlang:system_info(process_count)),
                       [_ | _] = Info <- [process_info(Pid, [message_queue_len, memory, reductions])]]).

%% Of very many processes only those that have a name.
looked_at(Count) when Count > ?MOST ->
    [Pid || Name <- lists:sublist(registered(), ?MOST), Pid <- [whereis(Name)], is_pid(Pid)];
looked_at(_) -> erlang:processes().

%% How the mailbox changed lately, if anything waited there.
trend(Looks) ->
    Trend = lists:reverse([Mailbox || {_, Mailbox, _, _} <- lists:sublist(Looks, ?TREND)]),
    case lists:any(fun(Mailbox) -> Mailbox > 0 end, Trend) of
        true -> Trend;
        false -> []
    end.

looked({Count, Looks}, Time, Info) when Count >= 2 * ?KEPT -> looked({?KEPT, lists:sublist(Looks, ?KEPT)}, Time, Info);
looked({Count, Looks}, Time, [{_, Mailbox}, {_, Memory}, {_, Reductions}]) ->
    {Count + 1, [{Time, Mailbox, Memory, Reductions} | Looks]}.

ask(Watcher) ->
    case erlet_server:ask(Watcher, samples) of
        {ok, Samples} -> Samples;
        {down, _} -> []
    end.

%% Looks at a process again and again.
-spec watcher(pid()) -> ok.
watcher(Pid) ->
    erts_internal:mark_system(),
    watch(Pid, [], 0).

watch(Pid, Samples, Before) ->
    case process_info(Pid, [message_queue_len, memory, reductions]) of
        undefined -> gone(Samples);
        [{_, Mailbox}, {_, Memory}, {_, Reductions}] ->
            Sample = {Mailbox, Memory, max(0, if Before =:= 0 -> 0; true -> (Reductions - Before) * 1000 div ?PERIOD end)},
            Kept = lists:sublist([Sample | Samples], ?SAMPLES),
            pause(Pid, Kept, Reductions, erlang:monotonic_time(millisecond) + ?PERIOD)
    end.

pause(Pid, Samples, Reductions, Until) ->
    receive
        {'$ask', From, Ref, samples} ->
            From ! {Ref, lists:reverse(Samples)},
            pause(Pid, Samples, Reductions, Until)
    after max(0, Until - erlang:monotonic_time(millisecond)) -> watch(Pid, Samples, Reductions)
    end.

%% The last minute of a process that has ended can still be seen, for a minute.
gone(Samples) ->
    receive
        {'$ask', From, Ref, samples} ->
            From ! {Ref, lists:reverse(Samples)},
            gone(Samples)
    after 60000 -> ok
    end.

value(mailbox, {Mailbox, _, _}) -> Mailbox;
value(heap, {_, Memory, _}) -> Memory;
value(reds, {_, _, Reductions}) -> Reductions.

curve(Item, Values, Count) ->
    Columns = columns(Values, max(1, (Count + ?COLUMNS - 1) div ?COLUMNS)),
    {Least, Most} = {lists:min(Columns), lists:max(Columns)},
    [string:pad(title(Item), 9), erlet_view:bars(Columns), "  ", text(Item, lists:last(Values)),
     io_lib:format("  (~ts to ~ts in ~.1f s)~n", [text(Item, Least), text(Item, Most), Count * ?PERIOD / 1000])].

%% The greatest of so many values each.
columns([], _) -> [];
columns(Values, Size) ->
    {Some, Rest} = lists:split(min(Size, length(Values)), Values),
    [lists:max(Some) | columns(Rest, Size)].

title(reds) -> "reds/s";
title(Item) -> atom_to_list(Item).

text(heap, Bytes) -> erlet_view:bytes(Bytes);
text(_, Number) -> integer_to_list(Number).
