%%% The pictures of what `erlet` tells: tables and trees of text, as wide as a terminal.
-module(erlet_view).

-export([check/2, backtrace/1, chain/1, forest/1, heap/1, links/2, mailbox/2, measurement/2, measurements/4, process/1, table/1]).
-export([bars/1, bytes/1, cells/1, knot/1, pid/1]).

-define(WIDTH, 120).
%% A table on a screen of fewer columns leaves some out.
-define(NARROW, 100).

%%% Tables

%% The columns of a process.
-spec cells(map()) -> [iolist()].
cells(Process) -> row(Process).

%% Processes, one on a line.
-spec table([map()]) -> iolist().
table(Processes) ->
    Head = ["pid", "name", "state", "mailbox", "heap", "stack", "reds", "msgs in/out", "doing"],
    Rows = [Head | [row(Process) || Process <- Processes]],
    rows(case width() < ?NARROW of
             true -> [narrow(Row) || Row <- Rows];
             false -> Rows
         end).

%% Without the columns that tell least: stack, and messages in and out.
narrow([Pid, Name, State, Mailbox, Heap, _, Reductions, _, Doing]) -> [Pid, Name, State, Mailbox, Heap, Reductions, Doing];
narrow(Ended) -> Ended.

%% Columns of the screen, or of a text that goes elsewhere.
width() ->
    case io:columns() of
        {ok, Columns} -> Columns;
        _ -> ?WIDTH
    end.

row(#{status := Status} = Process) ->
    #{pid := Pid, heap := Heap, stack := Stack, reductions := Reductions,
      received := Received, sent := Sent, waiting := Waiting, doing := Doing} = Process,
    [pid(Pid), title(Process), state(Status, Waiting), waiting_mail(Process), bytes(Heap), bytes(Stack),
     integer_to_list(Reductions), io_lib:format("~w/~w", [Received, Sent]), activity(Process, Doing)];
row(Ended) ->
    #{pid := Pid} = Ended,
    [pid(Pid), name(maps:get(name, Ended, [])), ended(Ended)].

%% With how that changed lately, if it is known and did.
waiting_mail(#{mailbox := Mailbox, trend := [_, _ | _] = Trend}) -> [integer_to_list(Mailbox), $\s, bars(Trend)];
waiting_mail(#{mailbox := Mailbox}) -> integer_to_list(Mailbox).

%% Numbers as bars between the least and the greatest of them.
-spec bars([non_neg_integer(), ...]) -> string().
bars(Numbers) ->
    {Least, Most} = {lists:min(Numbers), lists:max(Numbers)},
    [bar(Number, Least, Most) || Number <- Numbers].

bar(_, Same, Same) -> $▁;
bar(Value, Least, Most) -> lists:nth(1 + (Value - Least) * 7 div (Most - Least), "▁▂▃▄▅▆▇█").

%% The prompt's own process is busy with what it shows.
activity(#{role := shell, status := running}, _) -> "evaluates this entry";
activity(_, Doing) -> doing(Doing).

title(#{role := shell, name := []}) -> "(shell)";
title(#{name := Name}) -> name(Name).

name([]) -> "";
name(Name) -> io_lib:format("~tw", [Name]).

state(waiting, Millis) when is_integer(Millis) -> ["waiting ", duration(Millis)];
state(Status, _) -> atom_to_list(Status).

ended(#{reason := unknown}) -> "ended; nothing is known of it";
ended(#{reason := Reason, ago := Ago}) -> io_lib:format("exited ~ts ago: ~ts", [duration(Ago), Reason]).

doing({waits, Place, Patterns}) -> ["receive at ", place(Place), $\s, lists:join(" | ", Patterns)];
doing({within, Function, none}) -> ["in ", function(Function)];
doing({within, Function, Place}) -> ["in ", function(Function), " at ", place(Place)];
doing({runs, Function, none}) -> function(Function);
doing({runs, Function, Place}) -> [function(Function), " at ", place(Place)].

%% Functions of entries belong to the prompt, whatever module was made for them.
function({Module, Function, Arity}) ->
    case erlet_shell:is_own(Module) of
        true -> io_lib:format("prompt:~tw/~w", [Function, Arity]);
        false -> io_lib:format("~tw:~tw/~w", [Module, Function, Arity])
    end.

place({File, Line}) -> io_lib:format("~ts:~w", [filename:basename(File), Line]).

%% Rows with columns as wide as they have to be; the last column ends at the edge.
rows(Rows) ->
    Flat = [[lists:flatten(Cell) || Cell <- Row] || Row <- Rows],
    Columns = lists:max([length(Row) || Row <- Flat]),
    Full = [Row || Row <- Flat, length(Row) =:= Columns],
    Widths = [lists:max([string:length(lists:nth(N, Row)) || Row <- Full]) || N <- lists:seq(1, Columns)],
    Width = width(),
    [[cut(lists:flatten(line(Row, Widths)), Width), $\n] || Row <- Flat].

line([Last], _) -> Last;
line([Cell | Row], [Width | Widths]) -> [string:pad(Cell, Width), "  " | line(Row, Widths)].

cut(Line, Width) ->
    case string:length(Line) > Width of
        true -> [string:slice(Line, 0, Width - 1), $…];
        false -> string:trim(Line, trailing)
    end.

%%% One process

%% All about a process, an item on a line.
-spec process(map()) -> iolist().
process(#{status := Status} = Process) ->
    #{pid := Pid, name := Name, mailbox := Mailbox, memory := Memory, stack := Stack, reductions := Reductions,
      received := Received, sent := Sent, waiting := Waiting, doing := Doing, links := Links, monitors := Monitors,
      trap_exit := Trap, parent := Parent, initial_call := {M, F, A}} = Process,
    items([{"process", [pid(Pid), $\s, name(Name)]},
           {"state", state(Status, Waiting)},
           {"doing", doing(Doing)},
           {"mailbox", io_lib:format("~w unread; ~w came in, ~w went out", [Mailbox, Received, Sent])},
           {"memory", [bytes(Memory), ", stack ", bytes(Stack)]},
           {"reductions", integer_to_list(Reductions)},
           {"links", pids(Links)},
           {"monitors", io_lib:format("~w", [Monitors])},
           {"traps exits", atom_to_list(Trap)},
           {"spawned by", [parent(Parent), " as ", io_lib:format("~tw:~tw/~w", [M, F, A])]}]);
process(#{pid := Pid} = Ended) ->
    Unread = maps:get(unread, Ended, 0),
    [pid(Pid), $\s, ended(Ended), [["; ", counted(Unread, "message"), " unread"] || Unread > 0], $\n].

parent(Pid) when is_pid(Pid) -> pid(Pid);
parent(_) -> "nobody".

pids(Pids) -> lists:join(" ", [pid(Pid) || Pid <- Pids, is_pid(Pid)]).

items(Items) -> [[string:pad(Title, 12), Text, $\n] || {Title, Text} <- Items].

%% Where the memory is.
-spec heap(map()) -> iolist().
heap(#{total := Total} = Heap) ->
    #{young := Young, block := Block, old := Old, old_block := OldBlock, stack := Stack, mail := Mail,
      binaries := Binaries, collections := Collections, sketch := Sketch} = Heap,
    Words = fun(Bytes) -> [bytes(Bytes), ", ", counted(Bytes div 8, "word")] end,
    items([{"total", bytes(Total)}, {"young", [Words(Young), ", of ", bytes(Block)]},
           {"old", [Words(Old), ", of ", bytes(OldBlock)]}, {"stack", Words(Stack)}, {"mail", Words(Mail)},
           {"binaries", [bytes(Binaries), " beside the heap"]},
           {"collected", counted(Collections, "time")} | sketch(Sketch)]);
heap(Ended) -> process(Ended).

%% What the heap is filled with, the most first.
sketch(Sketch) ->
    All = max(1, lists:sum([Words || {_, _, Words} <- Sketch])),
    [{sort(Sort), [string:pad(lists:duplicate((Words * 20 + All - 1) div All, $█), 20),
                   io_lib:format(" ~3w %  ~ts", [(Words * 100 + All div 2) div All, number(Count)])]}
     || {Sort, Count, Words} <- lists:reverse(lists:keysort(3, Sketch))].

sort(list) -> "list cells";
sort(tuple) -> "tuples";
sort(map) -> "maps";
sort(binary) -> "binaries";
sort('fun') -> "funs";
sort(number) -> "numbers";
sort(other) -> "other terms".

%% Links and monitors.
-spec links(map(), fun((pid()) -> map())) -> iolist().
links(#{links := Links, monitors := Monitors, monitored_by := Watchers, trap_exit := Trap}, Process) ->
    Line = fun(Kind, Pid) -> [Kind, $\s, pid(Pid), $\s, name(maps:get(name, Process(Pid), [])), $\n] end,
    [[Line("linked with", Pid) || Pid <- Links, is_pid(Pid)],
     [Line("monitors", Pid) || {process, Pid} <- Monitors, is_pid(Pid)],
     [["monitors ", io_lib:format("~tw", [Name]), $\n] || {process, {Name, _}} <- Monitors],
     [Line("monitored by", Pid) || Pid <- Watchers, is_pid(Pid)],
     case {Links, Trap} of
         {[], _} -> "no links: nobody's end is its end\n";
         {_, true} -> "it traps exits: the end of those it is linked with is a message\n";
         {_, false} -> "it does not trap exits: an abnormal end of those it is linked with is its own\n"
     end];
links(Ended, _) -> process(Ended).

%% Unread messages, each with its verdict.
-spec mailbox([map()], non_neg_integer()) -> iolist().
mailbox([], _) -> "no messages\n";
mailbox(Messages, Total) ->
    Numbered = lists:zip(lists:seq(1, length(Messages)), Messages),
    [rows([["#", "age", "from", "message", "verdict"] | [message(N, Message) || {N, Message} <- Numbered]]),
     [io_lib:format("... and ~w more~n", [Total - length(Messages)]) || Total > length(Messages)],
     clauses(hd(Messages))].

message(N, #{message := Message, from := From, age := Age, verdict := Verdict}) ->
    [integer_to_list(N), duration(Age), pid(From), io_lib:format("~0tP", [Message, 12]), verdict(Verdict, Message)].

verdict(unread, _) -> "not looked at yet";
verdict({Tried, Patterns}, Message) ->
    Numbered = lists:zip(lists:seq(1, length(Patterns)), Patterns),
    case [N || {N, Pattern} <- Numbered, fits(Pattern, Message)] of
        [] -> ["no clause: ", tag(Message, Patterns)];
        [N | _] when Tried =:= not_tried -> io_lib:format("fits clause ~w, as soon as the process goes on", [N]);
        [N | _] -> io_lib:format("clause ~w refuses it: a guard, or a variable that has a value", [N])
    end.

%% As far as the text of a pattern tells.
fits(Pattern, Message) ->
    case erlet_pattern:parse(Pattern) of
        {ok, Tree} -> erlet_pattern:compare(Tree, Message, #{}) =:= same;
        error -> false
    end.

%% What is wrong with a message: its tag, if no clause has it, else its size.
tag(Message, Patterns) when is_tuple(Message), tuple_size(Message) > 0, is_atom(element(1, Message)) ->
    Tag = element(1, Message),
    Known = [T || Pattern <- Patterns, {ok, {tuple, _, [{atom, _, T} | _]}} <- [erlet_pattern:parse(Pattern)]],
    case lists:member(Tag, Known) of
        true -> tag(Message);
        false -> io_lib:format("tag is ~tw", [Tag])
    end;
tag(Message, _) when is_atom(Message) -> io_lib:format("the atom ~tw", [Message]);
tag(Message, _) -> tag(Message).

tag(Message) when is_tuple(Message), tuple_size(Message) > 0, is_atom(element(1, Message)) ->
    io_lib:format("a tuple of ~w with the tag ~tw", [tuple_size(Message), element(1, Message)]);
tag(Message) when is_tuple(Message) -> io_lib:format("a tuple of ~w", [tuple_size(Message)]);
tag(Message) -> erlet_kind:with_article(erlet_kind:name(Message)).

clauses(#{verdict := {_, [_ | _] = Patterns}}) -> ["the clauses want ", lists:join(" | ", Patterns), $\n];
clauses(_) -> "".

%% More calls are not shown.
-define(CALLS, 40).

%% Calls, the innermost first, with the variables that are known.
-spec backtrace([{mfa(), {string(), integer()} | none, [{binary(), binary()}]}]) -> iolist().
backtrace([]) -> "no calls\n";
backtrace(Calls) ->
    [[call(Call) || Call <- lists:sublist(Calls, ?CALLS)], ["  ...\n" || length(Calls) > ?CALLS]].

call({Call, Place, Variables}) ->
    ["  in ", doing({runs, Call, Place}), $\n, [["       ", Name, " = ", Value, $\n] || {Name, Value} <- Variables]].

%%% Ends

%% A chain of ends, as it went on from the first.
-spec chain([map()]) -> iolist().
chain([#{alive := true, pid := Pid, trap_exit := true} = Process]) ->
    [pid(Pid), named(Process), " is alive: it traps exits, so the ends of those it is linked with are messages to it\n"];
chain([#{alive := true, pid := Pid} = Process]) -> [pid(Pid), named(Process), " is alive\n"];
chain([#{reason := unknown, pid := Pid}]) -> [pid(Pid), " is not known, or it ended before the prompt began\n"];
chain([#{pid := Pid} = Last | Before]) ->
    [pid(Pid), named(Last), " ended ", duration(maps:get(ago, Last)), " ago: ", maps:get(reason, Last), $\n,
     causes(Last, Before)].

causes(#{by := itself}, _) -> "  by itself: no other process had a part in it\n";
causes(#{by := {Kind, By}}, [#{pid := By} = Cause | Before]) ->
    How = case Kind of
              link -> "  over the link with ";
              exit -> "  by the exit signal of "
          end,
    [How, pid(By), named(Cause), state_of(Cause), $\n,
     case Cause of
         #{by := {_, _}} -> causes(Cause, Before);
         _ -> ""
     end];
causes(_, _) -> "".

named(#{role := shell, name := []}) -> " (shell)";
named(#{name := Name}) when Name =/= [] -> [" (", name(Name), $)];
named(_) -> "".

state_of(#{alive := true}) -> ", which is alive";
state_of(#{reason := unknown}) -> "";
state_of(#{reason := Reason, ago := Ago}) -> [", which ended ", duration(Ago), " ago: ", Reason].

%% Who spawned whom.
-spec forest([{map(), list()}]) -> iolist().
forest(Trees) ->
    Width = width(),
    [[cut(lists:flatten(Line), Width), $\n] || Tree <- Trees, Line <- tree(Tree, "", "")].

tree({Process, Children}, First, Rest) -> [[First, knot(Process)] | branches(Children, Rest)].

branches([], _) -> [];
branches([Last], Rest) -> tree(Last, [Rest, "└─ "], [Rest, "   "]);
branches([Child | Children], Rest) -> tree(Child, [Rest, "├─ "], [Rest, "│  "]) ++ branches(Children, Rest).

%% A process in a tree, without those that it spawned.
-spec knot(map()) -> iolist().
knot(#{status := Status} = Process) ->
    #{pid := Pid, mailbox := Mailbox, waiting := Waiting, links := Links, monitors := Monitors} = Process,
    [pid(Pid), named(Process), "  ", state(Status, Waiting),
     [io_lib:format("  ~w unread", [Mailbox]) || Mailbox > 0],
     [["  ── ", pids(Links)] || [L || L <- Links, is_pid(L)] =/= []],
     [["  ┄┄ ", pids([P || {process, P} <- Monitors])] || Monitors =/= []]];
knot(#{pid := Pid} = Ended) -> ["† ", pid(Pid), named(Ended), "  ", ended(Ended)].

%%% Mail that does not fit

%% What erlet:check/1 found in a module.
-spec check(module(), map()) -> iolist().
check(Module, #{unmatched := [], unsent := []}) ->
    io_lib:format("~tw: what it sends is matched, and what it matches is sent~n", [Module]);
check(Module, #{unmatched := Unmatched, unsent := Unsent, sends_others := Others}) ->
    Row = fun(Text) -> fun({Shape, Line}) -> io_lib:format("~tw.erl:~w  ~ts ~ts~n", [Module, Line, Shape, Text]) end end,
    [lists:map(Row("is sent, and no receive or callback matches it"), Unmatched),
     lists:map(Row("is matched, and nothing sends it"), Unsent),
     ["(some messages are made elsewhere: variables are sent, too)\n" || Others, Unsent =/= []]].

%%% Measurements

%% What an evaluation took.
-spec measurement(term(), map()) -> iolist().
measurement(Value, #{nanoseconds := Time, reductions := Reductions, collections := Collections, peak := Peak,
                     sent := Sent, received := Received, spawned := Spawned}) ->
    Parts = [[io_lib:format("~0tP in ", [Value, 12]), time(Time)], counted(Reductions, "reduction"),
             counted(Collections, "collection"), [counted(Received, "message"), " in, ", number(Sent), " out"],
             ["peak ", bytes(Peak)] | [processes(Spawned) || Spawned > 0]],
    lists:join(" · ", Parts).

processes(1) -> "1 process made";
processes(Count) -> [number(Count), " processes made"].

%% What many evaluations took: middle, shortest, longest.
-spec measurements(pos_integer(), integer(), integer(), integer()) -> iolist().
measurements(Count, Middle, Shortest, Longest) ->
    io_lib:format("~w times: ~ts in the middle, from ~ts to ~ts", [Count, time(Middle), time(Shortest), time(Longest)]).

counted(1, Thing) -> ["1 ", Thing];
counted(Count, Thing) -> [number(Count), $\s, Thing, $s].

%% Digits in groups of three.
number(Number) when Number < 1000 -> integer_to_list(Number);
number(Number) -> [number(Number div 1000), $\s, tl(integer_to_list(1000 + Number rem 1000))].

time(Nanos) when Nanos < 1000 -> io_lib:format("~w ns", [Nanos]);
time(Nanos) when Nanos < 1000000 -> io_lib:format("~.1f µs", [Nanos / 1.0e3]);
time(Nanos) when Nanos < 1000000000 -> io_lib:format("~.1f ms", [Nanos / 1.0e6]);
time(Nanos) -> io_lib:format("~.2f s", [Nanos / 1.0e9]).

duration(Millis) when Millis < 1000 -> io_lib:format("~w ms", [Millis]);
duration(Millis) when Millis < 60000 -> io_lib:format("~.1f s", [Millis / 1.0e3]);
duration(Millis) -> io_lib:format("~w min", [Millis div 60000]).

%% A number of bytes with a unit.
-spec bytes(non_neg_integer()) -> iolist().
bytes(Bytes) when Bytes < 1024 -> [integer_to_list(Bytes), " B"];
bytes(Bytes) when Bytes < 1048576 -> io_lib:format("~.1f KB", [Bytes / 1024]);
bytes(Bytes) -> io_lib:format("~.1f MB", [Bytes / 1048576]).

%% A pid as it can be entered: `<5>`.
-spec pid(pid()) -> iolist().
pid(Pid) ->
    case string:split(pid_to_list(Pid), ".", all) of
        ["<0", Number, "0>"] -> [$<, Number, $>];
        _ -> pid_to_list(Pid)
    end.
