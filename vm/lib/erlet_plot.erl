%%% `plot(Pid, Items)`: what a process's figures were during the last minute, as curves of text. A process of the library
%%% looks at the one that is plotted from the first plot on, until that one ends; nothing is looked at before.
-module(erlet_plot).

-export([curves/2, watcher/1]).

-type item() :: mailbox | heap | reds.

-export_type([item/0]).

-define(PERIOD, 100).
%% Samples that are kept, and drawn columns: a minute.
-define(SAMPLES, 600).
-define(COLUMNS, 60).
%% What the first plot waits for.
-define(FIRST, 1000).

%% The curves, each with its least, its greatest and its latest value.
-spec curves(pid(), [item()]) -> iolist() | none.
curves(Pid, Items) ->
    case ask(watched(Pid)) of
        [] -> none;
        Samples -> [curve(Item, [value(Item, Sample) || Sample <- Samples], length(Samples)) || Item <- Items]
    end.

watched(Pid) ->
    Name = list_to_atom("erlet_plot_" ++ pid_to_list(Pid)),
    case whereis(Name) of
        undefined ->
            Watcher = spawn(?MODULE, watcher, [Pid]),
            register(Name, Watcher),
            timer:sleep(?FIRST),
            Watcher;
        Watcher -> Watcher
    end.

ask(Watcher) ->
    Monitor = monitor(process, Watcher),
    Watcher ! {samples, self(), Monitor},
    receive
        {Monitor, Samples} ->
            demonitor(Monitor, [flush]),
            Samples;
        {'DOWN', Monitor, _, _, _} -> []
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
        {samples, From, Ref} ->
            From ! {Ref, lists:reverse(Samples)},
            pause(Pid, Samples, Reductions, Until)
    after max(0, Until - erlang:monotonic_time(millisecond)) -> watch(Pid, Samples, Reductions)
    end.

%% The last minute of a process that has ended can still be seen, for a minute.
gone(Samples) ->
    receive
        {samples, From, Ref} ->
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
    Bars = [bar(Value, Least, Most) || Value <- Columns],
    [string:pad(title(Item), 9), Bars, "  ", text(Item, lists:last(Values)),
     io_lib:format("  (~ts to ~ts in ~.1f s)~n", [text(Item, Least), text(Item, Most), Count * ?PERIOD / 1000])].

%% The greatest of so many values each.
columns([], _) -> [];
columns(Values, Size) ->
    {Some, Rest} = lists:split(min(Size, length(Values)), Values),
    [lists:max(Some) | columns(Rest, Size)].

bar(_, Same, Same) -> $▁;
bar(Value, Least, Most) -> lists:nth(1 + (Value - Least) * 7 div (Most - Least), "▁▂▃▄▅▆▇█").

title(reds) -> "reds/s";
title(Item) -> atom_to_list(Item).

text(heap, Bytes) -> erlet_view:bytes(Bytes);
text(_, Number) -> integer_to_list(Number).
