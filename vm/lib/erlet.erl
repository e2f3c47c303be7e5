%%% What goes on in the machine, as terms: processes, their mail, their stacks, why they ended, what waits for what.
%%% The prompt's commands print what these functions return (see erlet_view).
%%%
%%% To look disturbs nobody: a process answers between two slices, or is answered for while it sleeps.
-module(erlet).

-export([bt/1, check/1, ended/0, heap/1, links/1, mailbox/1, mailbox/2, process/1, processes/0, processes/1, some/2, system/1]).
-export([time/1, time/2, tree/0, why/1]).

-compile({no_auto_import, [processes/0]}).

-type place() :: {File :: string(), Line :: non_neg_integer()}.

-export_type([place/0]).

-define(MESSAGES, 100).
-define(ITEMS, [registered_name, status, message_queue_len, total_heap_size, stack_size, memory, reductions, traffic,
                waits_for, current_location, current_function, initial_call, parent, links, monitors, trap_exit, system]).

%% The program's processes, the oldest first.
-spec processes() -> [map()].
processes() -> [Process || #{system := false} = Process <- processes(all)].

%% The same, or those of the library and of the prompt as well.
-spec processes(all | program) -> [map()].
processes(program) -> processes();
processes(all) ->
    [Process || Pid <- lists:sort(erlang:processes()), Process <- [process(Pid)], maps:is_key(status, Process)].

%% The first so many of the program's processes by age or by a column, the greatest first, and how many others there are.
%% Only those are looked at closely.
-spec some(age | mailbox | heap | stack | memory | reductions | sent | received, pos_integer()) ->
          {[map()], non_neg_integer()}.
some(Column, Count) ->
    Pids = lists:sort(erlang:processes()),
    Found = taken(ordered(Column, Pids), Count),
    {Found, max(0, length(Pids) - length(Found) - length([Pid || Pid <- lists:sublist(Pids, ?MESSAGES), is_system(Pid)]))}.

ordered(age, Pids) -> Pids;
ordered(Column, Pids) ->
    Item = item(Column),
    Keyed = [{figure(Column, Value), Pid} || Pid <- Pids, {_, Value} <- [process_info(Pid, Item)]],
    [Pid || {_, Pid} <- lists:reverse(lists:keysort(1, Keyed))].

item(mailbox) -> message_queue_len;
item(heap) -> total_heap_size;
item(stack) -> stack_size;
item(sent) -> traffic;
item(received) -> traffic;
item(Column) -> Column.

figure(sent, {Sent, _}) -> Sent;
figure(received, {_, Received}) -> Received;
figure(_, Value) -> Value.

taken(_, 0) -> [];
taken([], _) -> [];
taken([Pid | Pids], Count) ->
    case process(Pid) of
        #{system := false} = Process -> [Process | taken(Pids, Count - 1)];
        _ -> taken(Pids, Count)
    end.

%% The library's processes are old.
is_system(Pid) -> maps:get(system, process(Pid), false).

%% What is known of a process; of one that has ended, `reason` and when.
-spec process(pid() | atom()) -> map().
process(Name) when is_atom(Name) -> process(pid_of(Name));
process(Pid) when is_pid(Pid) ->
    case process_info(Pid, ?ITEMS) of
        undefined -> gone(Pid);
        Items -> described(Pid, maps:from_list(Items))
    end.

described(Pid, Info) ->
    #{registered_name := Name, total_heap_size := Heap, stack_size := Stack, traffic := {Sent, Received},
      message_queue_len := Waiting, system := System, waits_for := Waits} = Info,
    Kept = maps:with([status, memory, reductions, initial_call, parent, links, monitors, trap_exit], Info),
    Kept#{pid => Pid, name => Name, mailbox => Waiting, heap => Heap * 8, stack => Stack * 8, sent => Sent,
          received => Received, system => System orelse is_prompt(Pid),
          role => role(Pid, maps:get(parent, Info)), doing => doing(Waits, Info, Pid),
          waiting => waiting(Waits)}.

is_prompt(Pid) -> whereis(erlet_shell) =:= Pid.

%% The process that evaluates what is entered at the prompt is `shell`.
role(_, Parent) when is_pid(Parent) ->
    case whereis(erlet_shell) of
        Parent -> shell;
        _ -> process
    end;
role(_, _) -> process.

waiting({_, _, _, Millis}) -> Millis;
waiting(undefined) -> none.

%% `{waits, Place, Patterns}`, `{within, MFA, Place}` if it waits in a function of the library that was called there,
%% or `{runs, MFA, Place}`.
doing({File, Line, Patterns, _}, _, Pid) ->
    case is_library(filename:rootname(File)) andalso called(process_info(Pid, current_stacktrace)) of
        {_, _, _} = Within -> Within;
        _ -> {waits, {binary_to_list(File), Line}, [unicode:characters_to_list(Pattern) || Pattern <- Patterns]}
    end;
doing(undefined, #{current_location := {Module, Function, Arity, Location}}, _) ->
    {runs, {Module, Function, Arity}, place(Location)};
doing(undefined, #{current_function := Function}, _) -> {runs, Function, none}.

is_library(Name) ->
    try erts_internal:is_library(binary_to_existing_atom(Name))
    catch error:_ -> false
    end.

%% The call that led from the program into the library.
called({_, [{Module, Function, Arity, _} | [{Caller, _, _, Location} | _] = Stack]}) ->
    case erts_internal:is_library(Caller) of
        true -> called({current_stacktrace, Stack});
        false -> {within, {Module, Function, Arity}, place(Location)}
    end;
called(_) -> none.

place(Location) ->
    case {lists:keyfind(file, 1, Location), lists:keyfind(line, 1, Location)} of
        {{file, File}, {line, Line}} -> {File, Line};
        _ -> none
    end.

pid_of(Name) ->
    case whereis(Name) of
        Pid when is_pid(Pid) -> Pid;
        undefined -> erlang:error({not_registered, Name})
    end.

gone(Pid) ->
    case [Ended || #{pid := P} = Ended <- ended(), P =:= Pid] of
        [] -> #{pid => Pid, reason => unknown};
        Found -> lists:last(Found)
    end.

%% The processes that ended lately, the latest last. They are remembered since the prompt began.
-spec ended() -> [map()].
ended() -> [obituary(Item) || Item <- erts_internal:obituaries()].

obituary({Pid, Name, Parent, Reason, By, ByLink, Unread, Millis}) ->
    #{pid => Pid, name => Name, parent => Parent, reason => unicode:characters_to_list(Reason),
      by => case {By, ByLink} of
                {undefined, _} -> itself;
                {_, true} -> {link, By};
                {_, false} -> {exit, By}
            end,
      unread => Unread, ago => Millis}.

%% The first messages that a process has not received, the oldest first. They stay where they are.
-spec mailbox(pid() | atom()) -> [map()].
mailbox(Pid) -> mailbox(Pid, ?MESSAGES).

%% The same, with at most so many messages. `verdict` is `unread` when nobody looked at them yet, `no_clause` when the
%% `receive` in which the process sleeps has no clause for them, `not_tried` when it has not tried, being suspended.
-spec mailbox(pid() | atom(), non_neg_integer()) -> [map()].
mailbox(Name, Count) when is_atom(Name) -> mailbox(pid_of(Name), Count);
mailbox(Pid, Count) ->
    case process_info(Pid, [{mail, Count}, waits_for, status]) of
        undefined -> [];
        [{_, Mail}, {_, Waits}, {_, Status}] ->
            Verdict = verdict(Waits, Status),
            [#{message => Message, from => From, age => Age, verdict => Verdict} || {Message, From, _, Age} <- Mail]
    end.

verdict(undefined, _) -> unread;
verdict({_, _, Patterns, _}, Status) ->
    {case Status of
         waiting -> no_clause;
         _ -> not_tried
     end, [unicode:characters_to_list(Pattern) || Pattern <- Patterns]}.

%% Where a process's memory is, in bytes; `sketch` has the sorts of terms on its heap, of a large one those at the
%% beginning of each generation: sort, how many, their words.
-spec heap(pid() | atom()) -> map().
heap(Name) when is_atom(Name) -> heap(pid_of(Name));
heap(Pid) ->
    case process_info(Pid, [memory, stack_size, garbage_collection_info, collections, sketch]) of
        undefined -> gone(Pid);
        [{_, Memory}, {_, Stack}, {_, Info}, {_, Collections}, {_, {Sketch, _, Binaries}}] ->
            Words = maps:from_list(Info),
            Bytes = fun(Key) -> maps:get(Key, Words) * 8 end,
            #{pid => Pid, total => Memory, stack => Stack * 8, young => Bytes(heap_size), block => Bytes(heap_block_size),
              old => Bytes(old_heap_size), old_block => Bytes(old_heap_block_size), mail => Bytes(mbuf_size),
              binaries => Binaries, collections => Collections, sketch => Sketch}
    end.

%% To whom a process is linked, whom it monitors, who monitors it.
-spec links(pid() | atom()) -> map().
links(Name) when is_atom(Name) -> links(pid_of(Name));
links(Pid) ->
    case process_info(Pid, [links, monitors, monitored_by, trap_exit, parent]) of
        undefined -> gone(Pid);
        Items -> (maps:from_list(Items))#{pid => Pid}
    end.

%% The calls that a process is in, the innermost first, each with the variables whose values are still known, as text: the
%% first forty calls, and one more if there are others.
-spec bt(pid() | atom()) -> [{mfa(), place() | none, [{Name :: binary(), Value :: binary()}]}].
bt(Name) when is_atom(Name) -> bt(pid_of(Name));
bt(Pid) ->
    case process_info(Pid, calls) of
        undefined -> [];
        {_, Calls} ->
            [{{Module, Function, Arity}, source(File, Line), Variables}
             || {Module, Function, Arity, File, Line, Variables} <- Calls, not looks(Module)]
    end.

source(_, 0) -> none;
source(File, Line) -> {unicode:characters_to_list(File), Line}.

%% Whether the calls of a module are those by which the prompt looks at itself.
looks(Module) -> Module =:= ?MODULE orelse Module =:= shell_default orelse Module =:= erlet_shell.

%% Messages that a module sends and nobody matches, and patterns of messages that nobody sends, with their lines: atoms,
%% and tuples by their first element and size. The other modules that were loaded from sources are looked at as well.
%% `sends_others` tells that messages are sent whose shape the sources do not show.
-spec check(module()) -> #{unmatched := [{string(), pos_integer()}], unsent := [{string(), pos_integer()}],
                           sends_others := boolean()}.
check(Module) when is_atom(Module) ->
    Others = [Other || Other <- erlang:loaded(), Other =/= Module, not erts_internal:is_library(Other),
                       not erlet_shell:is_own(Other)],
    Ref = make_ref(),
    Names = lists:join($\s, [atom_to_binary(Name) || Name <- [Module | Others]]),
    erts_internal:compile(Ref, unicode:characters_to_binary(["mail", 0, Names, 0, 0])),
    receive
        {Ref, <<>>} -> erlang:error(badarg, [Module]);
        {Ref, Answer} ->
            Lines = [binary:split(Line, <<"\t">>, [global]) || Line <- binary:split(Answer, <<"\n">>, [global])],
            #{unmatched => findings(<<"unmatched">>, Lines), unsent => findings(<<"unsent">>, Lines),
              sends_others => lists:member([<<"others">>], Lines)}
    end.

findings(Kind, Lines) ->
    [{unicode:characters_to_list(Shape), binary_to_integer(Line)} || [Found, Line, Shape] <- Lines, Found =:= Kind].

%% Why a process ended: it first, then whose end brought its end about, and so on.
-spec why(pid()) -> [map()].
why(Pid) when is_pid(Pid) -> chain(Pid, maps:from_list([{P, Ended} || #{pid := P} = Ended <- ended()])).

chain(Pid, Ended) ->
    case Ended of
        #{Pid := #{by := {_, By}} = Obituary} when By =/= Pid -> [Obituary | chain(By, maps:remove(Pid, Ended))];
        #{Pid := Obituary} -> [Obituary];
        #{} ->
            case is_process_alive(Pid) of
                true -> [(process(Pid))#{alive => true}];
                false -> [#{pid => Pid, reason => unknown}]
            end
    end.

%% Who spawned whom: processes, each with those that it spawned, alive or not, as `{Process, Children}`.
-spec tree() -> [{map(), list()}].
tree() ->
    Living = processes(),
    All = Living ++ [Ended || #{reason := Reason} = Ended <- ended(), Reason =/= unknown],
    Pids = maps:from_list([{Pid, true} || #{pid := Pid} <- All]),
    Roots = [Process || #{parent := Parent} = Process <- All, not maps:is_key(Parent, Pids)],
    grown([Root || #{status := _} = Root <- Roots] ++ [Root || #{ago := _} = Root <- Roots, is_near(Root)], All).

%% What ended long ago is no part of the picture.
is_near(#{ago := Millis}) -> Millis < 60000.

grown(Processes, All) ->
    [{Process, grown([Child || #{parent := Parent} = Child <- All, Parent =:= Pid], All)}
     || #{pid := Pid} = Process <- Processes].

%% Whether a process is one of the library's.
-spec system(pid()) -> boolean().
system(Pid) -> maps:get(system, process(Pid), false).

%% Calls a fun and says on the standard output what that took; its value.
-spec time(fun(() -> term())) -> term().
time(Fun) ->
    {Value, Took} = measured(Fun),
    io:put_chars([erlet_view:measurement(Value, Took), $\n]),
    Value.

%% The same so many times: the middle one and the spread of the times.
-spec time(fun(() -> term()), pos_integer()) -> term().
time(Fun, Count) when is_integer(Count), Count > 0 ->
    Runs = [measured(Fun) || _ <- lists:seq(1, Count)],
    {Value, _} = lists:last(Runs),
    Sorted = lists:sort([Time || {_, #{nanoseconds := Time}} <- Runs]),
    io:put_chars([erlet_view:measurements(Count, lists:nth((Count + 1) div 2, Sorted), hd(Sorted), lists:last(Sorted)),
                  $\n]),
    Value.

measured(Fun) ->
    Before = counters(),
    Start = erlang:monotonic_time(nanosecond),
    Value = Fun(),
    Time = erlang:monotonic_time(nanosecond) - Start,
    #{peak := Peak, heap := Heap} = After = counters(),
    Took = maps:map(fun %% They are counted modulo that.
                        (collections, Count) -> (Count - maps:get(collections, Before)) band 16#ffff;
                        (Key, Count) -> Count - maps:get(Key, Before)
                    end, After),
    {Value, Took#{nanoseconds => Time, peak => max(Peak, Heap)}}.

%% What has been counted so far; the peak is that since they were looked at last.
counters() ->
    [{_, Reductions}, {_, Collections}, {_, {Sent, Received}}, {_, Heap}, {_, {Spawned, Peak}}] =
        process_info(self(), [reductions, collections, traffic, total_heap_size, measured]),
    #{reductions => Reductions, collections => Collections, sent => Sent, received => Received, heap => Heap * 8,
      spawned => Spawned, peak => Peak * 8}.
