%%% The commands of the prompt: what a call without a module means there.
-module(shell_default).

-export([b/0, bt/1, c/1, c/2, catch_exception/1, cd/1, check/1, e/1, f/0, f/1, flush/0, h/0, h/1, h/2, h/3, heap/1, help/0, history/1, i/0, i/1, i/3]).
-export([l/1, lc/1, links/1, ls/0, ls/1, m/0, m/1, mailbox/1, memory/0, memory/1, nc/1, nc/2, ni/0, nl/1, notes/1, nregs/0, pid/3, plot/1, plot/2, pwd/0]).
-export([q/0, rd/2, regs/0, results/1, rf/0, rf/1, rl/0, rl/1, rp/1, rr/1, rr/2, rr/3, save/1, strict/0, strict/1, strings/1]).
-export([time/1, time/2, top/0, tour/0, tour/1, tree/0, tree/1, undo/0, uptime/0, v/1, why/1]).

%% Shows what is bound.
%% > X = 1, Y = [X].
%% [1]
%% > b().
%% X = 1
%% Y = [1]
%% ok
-spec b() -> ok.
b() -> lists:foreach(fun binding/1, erlet_shell:bindings()).

binding({Name, Value}) ->
    Left = [atom_to_list(Name), " = "],
    io:put_chars([Left, erlet_shell:print(Value), $\n]).

%% Compiles a module's file, named with or without `.erl`, and loads it; what is wrong with it is shown, and the answer
%% is `error`.
%% > file:write_file("hello.erl", "-module(hello).\n-export([f/0]).\nf() -> hi.\n").
%% ok
%% > c(hello).
%% {ok,hello}
%% > hello:f().
%% hi
-spec c(module() | string()) -> {ok, module()} | {error, term()} | error.
c(Name) -> c(Name, []).

%% Compiles a module's file and loads it; the options mean nothing here.
%% > file:write_file("hello.erl", "-module(hello).\n-export([f/0]).\nf() -> hi.\n").
%% ok
%% > c(hello, [debug_info]).
%% {ok,hello}
-spec c(module() | string(), [term()]) -> {ok, module()} | {error, term()} | error.
c(Name, _Options) ->
    File = erlet_commands:file(c, Name),
    purge(Name),
    case erlet_shell:request([compile, File]) of
        {ok, Module} -> {ok, binary_to_atom(Module)};
        {error, <<>>} -> error;
        {error, Reason} -> {error, binary_to_atom(Reason)}
    end.

%% Loads a module again, after its file has changed. `{error, nofile}` when there is none.
%% > l(nosuch).
%% {error,nofile}
-spec l(module()) -> {module, module()} | {error, term()}.
l(Module) ->
    erlet_commands:checked(is_atom(Module), l, Module, "a module's name: an atom"),
    purge(Module),
    case erlet_shell:request([load, Module]) of
        {ok, _} -> {module, Module};
        {error, <<>>} -> {error, badfile};
        {error, Reason} -> {error, binary_to_atom(Reason)}
    end.

%% Compiles the files of several modules and loads them: `ok`, or `error` at the first that has errors.
%% > [file:write_file(M ++ ".erl", ["-module(", M, ")."]) || M <- ["a", "b"]].
%% [ok,ok]
%% > lc([a, b]).
%% ok
-spec lc([module() | string()]) -> ok | error.
lc(Files) ->
    erlet_commands:checked(is_list(Files), lc, Files, "a list of files"),
    case [File || File <- Files, not is_loaded(c(File))] of
        [] -> ok;
        _ -> error
    end.

%% The same as c and l: there is one node.
%% > file:write_file("hello.erl", "-module(hello).").
%% ok
%% > nc(hello).
%% {ok,hello}
-spec nc(module() | string()) -> {ok, module()} | {error, term()} | error.
nc(Name) -> c(Name).

%% As c/2: there is one node.
%% > file:write_file("hello.erl", "-module(hello).").
%% ok
%% > nc(hello, []).
%% {ok,hello}
-spec nc(module() | string(), [term()]) -> {ok, module()} | {error, term()} | error.
nc(Name, Options) -> c(Name, Options).

%% Loads a module at all nodes, which are this one.
%% > nl(lists).
%% abcast
-spec nl(module()) -> abcast | {error, term()}.
nl(Module) ->
    case l(Module) of
        {module, _} -> abcast;
        Error -> Error
    end.

is_loaded(Result) -> is_tuple(Result) andalso element(1, Result) =:= ok.

purge(Module) when is_atom(Module) -> erlang:check_old_code(Module) andalso erlang:purge_module(Module);
purge(_) -> false.

%% Changes the working directory and shows it; a wrong one leaves it as it is.
-spec cd(atom() | string()) -> ok.
cd(Folder) ->
    case erlet_shell:request([cd, erlet_commands:file(cd, Folder)]) of
        {ok, Path} -> io:format("~ts~n", [Path]);
        {error, Reason} -> io:format("~ts~n", [Reason])
    end.

%% Shows the working directory.
-spec pwd() -> ok.
pwd() -> cd(".").

%% Shows the files of the working directory.
%% > file:write_file("a", ""), file:write_file("b", "").
%% ok
%% > ls().
%% a         b
%% ok
-spec ls() -> ok.
ls() -> ls(".").

%% Shows the files of a directory, or says what is wrong with it.
%% > file:make_dir("sub"), file:write_file("sub/a", "").
%% ok
%% > ls("sub").
%% a
%% ok
%% > ls("nosuch").
%% no such file or directory
%% ok
-spec ls(atom() | string()) -> ok.
ls(Folder) ->
    case erlet_shell:request([ls, erlet_commands:file(ls, Folder)]) of
        {ok, <<>>} -> ok;
        {ok, Names} -> columns([unicode:characters_to_list(Name) || Name <- binary:split(Names, <<0>>, [global])]);
        {error, Reason} -> io:format("~ts~n", [Reason])
    end.

columns(Names) ->
    Width = min(max(lists:max([string:length(Name) || Name <- Names]), 5) + 5, 40),
    rows(Names, Width, max(80 div Width, 1)).

rows([], _, _) -> ok;
rows(Names, Width, Count) ->
    Row = lists:sublist(Names, Count),
    io:format("~ts~n", [[string:pad(Name, Width) || Name <- Row]]),
    rows(lists:nthtail(length(Row), Names), Width, Count).

%% Shows the messages that the prompt's process got, and drops them.
%% > self() ! hello, self() ! {sum, 42}.
%% {sum,42}
%% > flush().
%% Shell got hello
%% Shell got {sum,42}
%% ok
%% > flush().
%% ok
-spec flush() -> ok.
flush() -> c:flush().

%% Shows past entries and their values.
%% > X = 6 * 7.
%% 42
%% > X + 1.
%% 43
%% > h().
%% 1: X = 6 * 7
%% -> 42
%% 2: X + 1
%% -> 43
%% ok
-spec h() -> ok.
h() ->
    {ok, Text} = erlet_shell:request([history]),
    Entries = binary:split(Text, <<0>>, [global]),
    lists:foreach(fun({Number, Value}) -> past(Number, Value, Entries) end, erlet_shell:history()).

past(Number, Value, Entries) when Number =< length(Entries) ->
    io:format("~w: ~ts~n-> ~tp~n", [Number, lists:nth(Number, Entries), Value]);
past(_, _, _) -> ok.

%% Shows the documentation of a module; of a command of the prompt, or of a built-in function.
%% > h(pwd).
%% pwd/0
%%   pwd() -> ok
%%
%%   Shows the working directory.
%% ok
%% > h(nosuch).
%% there is no documentation of nosuch; Tab shows what there is
%% ok
-spec h(module() | atom()) -> ok.
h(Name) ->
    erlet_commands:checked(is_atom(Name), h, Name, "a module or a function: h(lists), h(lists:map)"),
    document(io_lib:format("~tw", [Name]), [erlet_doc:text(Name), command(Name), erlet_doc:text(erlang, Name)]).

%% The text of a command, which is called without a module.
command(Name) ->
    case erlet_doc:text(shell_default, Name) of
        none -> none;
        Text -> binary:replace(Text, <<"shell_default:">>, <<>>, [global])
    end.

%% Shows the documentation of a module's functions of one name: h(lists:map), or lists:map? for short.
%% > h(lists, nosuch).
%% there is no documentation of lists:nosuch; Tab shows what there is
%% ok
-spec h(module(), atom()) -> ok.
h(Module, Function) -> document(io_lib:format("~tw:~tw", [Module, Function]), [erlet_doc:text(Module, Function)]).

%% Shows the documentation of one function: h(lists:map/2).
%% > h(lists, nth, 7).
%% there is no documentation of lists:nth/7; Tab shows what there is
%% ok
-spec h(module(), atom(), arity()) -> ok.
h(Module, Function, Arity) ->
    document(io_lib:format("~tw:~tw/~w", [Module, Function, Arity]), [erlet_doc:text(Module, Function, Arity)]).

%% The first text that there is.
document(Subject, Texts) ->
    case [Text || Text <- Texts, Text =/= none] of
        [Text | _] -> io:put_chars(Text);
        [] -> io:format("there is no documentation of ~ts; Tab shows what there is~n", [Subject])
    end.

%% The value of a past entry by its number, the last one being -1. Fails with badarg when it is not kept any more;
%% results/1 says how many are.
%% > 6 * 7.
%% 42
%% > v(1) + v(-1).
%% 84
%% > v(7).
%% ** exception error: bad argument
-spec v(integer()) -> term().
v(Number) ->
    erlet_commands:checked(is_integer(Number), v, Number, "the number of an entry"),
    case erlet_shell:value(Number) of
        {_, Value} -> Value;
        false -> erlet_commands:refuse(v, [Number], {because, "the value of that entry is not known; h() shows those that are"})
    end.

%% Evaluates a past entry again, by its number, the last one being -1.
%% > X = 6 * 7.
%% 42
%% > X + 1.
%% 43
%% > e(-1).
%% 43
-spec e(integer()) -> term().
%% The prompt does it; what comes here cannot be done.
e(Number) ->
    erlet_commands:checked(is_integer(Number), e, Number, "the number of an entry"),
    erlet_commands:refuse(e, [Number], {because, "there is no such entry, or it does not stand alone; h() shows entries"}).

%% Forgets all variables.
%% > X = 1.
%% 1
%% > f().
%% ok
%% > X = 2.
%% 2
-spec f() -> ok.
f() -> erlet_commands:refuse(f, [], {because, "f() stands alone, or between commas"}).

%% Forgets a variable: f(X).
%% > X = 1, Y = 2.
%% 2
%% > f(X).
%% ok
%% > {X, Y} = {3, 2}.
%% {3,2}
-spec f(term()) -> ok.
f(Given) -> erlet_commands:refuse(f, [Given], "a variable, and stands alone or between commas").

%% Forgets what the last entry bound and defined.
%% > X = 1.
%% 1
%% > Y = 2.
%% 2
%% > undo().
%% ok
%% > b().
%% X = 1
%% ok
-spec undo() -> ok.
undo() -> erlet_commands:refuse(undo, [], {because, "undo() stands alone, or between commas"}).

%% Shows the program's processes.
-spec i() -> ok.
i() -> table(age).

%% The same: there is one node.
-spec ni() -> ok.
ni() -> i().

%% More rows nobody reads.
-define(ROWS, 200).

table(Column) ->
    {Processes, Others} = erlet:some(Column, ?ROWS),
    io:put_chars(erlet_view:table(erlet_plot:trends(Processes))),
    [io:format("... and ~w more; i(mailbox), i(heap), i(reductions) show the greatest~n", [Others]) || Others > 0],
    ok.

%% Shows one process; all processes, those of the library too; or the program's, sorted by a column. Fails with badarg
%% for a name that is not registered.
%% > i(nobody).
%% ** exception error: bad argument
-spec i(pid() | all | atom()) -> ok.
i(Pid) when is_pid(Pid) -> io:put_chars(erlet_view:process(erlet:process(Pid)));
i(all) -> io:put_chars(erlet_view:table(erlet:processes(all)));
i(Column) when Column =:= mailbox; Column =:= heap; Column =:= stack; Column =:= reductions; Column =:= memory;
               Column =:= sent; Column =:= received ->
    table(Column);
i(Given) -> i(erlet_commands:process(i, Given)).

%% Shows the process that has these numbers.
%% > i(0, 999, 0).
%% <999> ended; nothing is known of it
%% ok
-spec i(non_neg_integer(), non_neg_integer(), non_neg_integer()) -> ok.
i(X, Y, Z) -> i(pid(X, Y, Z)).

%% Shows the messages that a process has not received, and leaves them there. Fails with badarg for a name that is not
%% registered.
%% > mailbox(nobody).
%% ** exception error: bad argument
-spec mailbox(pid() | atom()) -> ok.
mailbox(Given) ->
    Pid = erlet_commands:process(mailbox, Given),
    case erlet:process(Pid) of
        #{mailbox := Total} -> io:put_chars(erlet_view:mailbox(erlet:mailbox(Pid), Total));
        Ended -> io:put_chars(erlet_view:process(Ended))
    end.

%% Shows where a process's memory is. Fails with badarg for a name that is not registered.
%% > heap(nobody).
%% ** exception error: bad argument
-spec heap(pid() | atom()) -> ok.
heap(Process) -> io:put_chars(erlet_view:heap(erlet:heap(erlet_commands:process(heap, Process)))).

%% Shows to whom a process is linked, and who monitors whom. Fails with badarg for a name that is not registered.
%% > links(nobody).
%% ** exception error: bad argument
-spec links(pid() | atom()) -> ok.
links(Process) ->
    io:put_chars(erlet_view:links(erlet:links(erlet_commands:process(links, Process)), fun erlet:process/1)).

%% Shows the calls that a process is in. Fails with badarg for a name that is not registered.
%% > bt(nobody).
%% ** exception error: bad argument
-spec bt(pid() | atom()) -> ok.
bt(Given) ->
    Pid = erlet_commands:process(bt, Given),
    case erlet:process(Pid) of
        #{status := _} -> io:put_chars(erlet_view:backtrace(erlet:bt(Pid)));
        Ended -> io:put_chars(erlet_view:process(Ended))
    end.

%% Shows which messages a module sends that nobody matches, and which patterns of messages nobody sends.
%% > file:write_file("clerk.erl",
%%   "-module(clerk).\n-export([run/1]).\nrun(P) -> P ! order, receive bill -> ok end.\n").
%% ok
%% > c(clerk).
%% {ok,clerk}
%% > check(clerk).
%% clerk.erl:3  order is sent, and no receive or callback matches it
%% clerk.erl:3  bill is matched, and nothing sends it
%% ok
-spec check(module()) -> ok.
check(Module) ->
    erlet_commands:checked(is_atom(Module), check, Module, "a module's name: an atom"),
    try erlet:check(Module) of
        Found -> io:put_chars(erlet_view:check(Module, Found))
    catch
        error:badarg -> erlet_commands:refuse(check, [Module], {because, "its source is not found; pwd() and ls() show the working directory"})
    end.

%% Shows why a process ended. Fails with badarg for a name that is not registered.
%% > why(nobody).
%% ** exception error: bad argument
-spec why(pid() | atom()) -> ok.
why(Process) -> io:put_chars(erlet_view:chain(erlet:why(erlet_commands:process(why, Process)))).

%% Shows the processes as they are, until a key ends it.
-spec top() -> ok.
top() -> erlet_top:run().

%% Begins the tour, ten lessons about processes, or goes on with it.
-spec tour() -> ok.
tour() -> tour('').

%% Skips a step of the tour, begins its lesson again, shows the lessons, leaves, or goes to a lesson.
%% > tour(list).
%% *  1  Processes
%%    2  The mailbox
%%    3  Selective receive
%%    4  Timeouts
%%    5  Links
%%    6  Monitors
%%    7  Trapping exits
%%    8  Supervision
%%    9  A mailbox that grows
%%   10  Let it crash
%% ok
-spec tour(skip | repeat | list | leave | 1..10) -> ok.
tour(Where) ->
    Wanted = "a lesson, 1 to 10, or skip, repeat, list, leave",
    erlet_commands:checked(is_integer(Where) orelse is_atom(Where), tour, Where, Wanted),
    Word = if is_integer(Where) -> integer_to_list(Where); true -> Where end,
    case erlet_shell:request([tour, Word]) of
        {ok, Text} -> io:put_chars(Text);
        {error, _} -> erlet_commands:refuse(tour, [Where], Wanted)
    end.

%% Shows who spawned whom.
-spec tree() -> ok.
tree() -> io:put_chars(erlet_view:forest(erlet:tree())).

%% Writes that picture to an SVG file.
%% > tree("tree.svg").
%% ok
%% > filelib:file_size("tree.svg") > 100.
%% true
-spec tree(file:name_all()) -> ok | {error, atom()}.
tree(Name) ->
    File = erlet_commands:file(tree, Name),
    file:write_file(File, unicode:characters_to_binary(erlet_svg:tree(erlet:tree()))).

%% Shows the mailbox, memory and reductions of a process during the last minute; if nobody types at a terminal, from its
%% first plot on.
%% > plot(nobody).
%% ** exception error: bad argument
-spec plot(pid() | atom()) -> ok.
plot(Process) -> plot(Process, [mailbox, heap, reds]).

%% The same for any of mailbox, heap and reds (reductions a second).
%% > plot(nobody, [heap]).
%% ** exception error: bad argument
-spec plot(pid() | atom(), [mailbox | heap | reds]) -> ok.
plot(Process, Item) when is_atom(Item) -> plot(Process, [Item]);
plot(Process, Items) ->
    Pid = erlet_commands:process(plot, Process),
    erlet_commands:checked(is_list(Items) andalso Items -- [mailbox, heap, reds] =:= [], plot, Items,
                           "a list of mailbox, heap and reds"),
    case erlet_plot:curves(Pid, Items) of
        none -> i(Pid);
        Curves -> io:put_chars(Curves)
    end.

%% Shows which modules are loaded.
-spec m() -> ok.
m() ->
    Modules = [Module || Module <- lists:sort(erlang:loaded()), not erlet_shell:is_own(Module)],
    lists:foreach(fun(Module) -> io:format("~ts~n", [Module]) end, Modules).

%% Shows what a module exports, and where it comes from.
%% > m(counters).
%% Module: counters
%% Exports:
%%          add/3
%%          get/2
%%          info/1
%%          module_info/0
%%          module_info/1
%%          new/2
%%          put/3
%%          sub/3
%% ok
-spec m(module()) -> ok.
m(Module) ->
    erlet_commands:checked(is_atom(Module), m, Module, "a module's name: an atom"),
    c:m(Module).

%% Ends the program.
%% > q().
%% ok
-spec q() -> ok.
q() ->
    erlet_shell:request([quit]),
    ok.

%% From now on an error or an exit signal ends the prompt's process, as it would end any other.
%% > strict().
%% ok
%% > ets:new(shelf, [named_table]), 1 / 0.
%% ** exception error: an error occurred when evaluating an arithmetic expression
%% > ets:info(shelf, size).
%% undefined
-spec strict() -> ok.
strict() -> strict(on).

%% The same, or back to a prompt whose process outlives everything.
%% > strict(on).
%% ok
%% > strict(off).
%% ok
%% > ets:new(shelf, [named_table]), 1 / 0.
%% ** exception error: an error occurred when evaluating an arithmetic expression
%%      in operator  '/'/2
%%         called as 1 / 0
%% > ets:info(shelf, size).
%% 0
-spec strict(on | off) -> ok.
strict(Switch) ->
    erlet_shell:strict(is_on(strict, Switch)),
    ok.

%% Says how many entries h() shows; how many it were.
%% > history(5).
%% 20
%% > history(7).
%% 5
-spec history(non_neg_integer()) -> non_neg_integer().
history(Count) -> keep(history, Count).

%% Says of how many entries the values are kept; of how many they were.
%% > results(5).
%% 20
%% > results(7).
%% 5
-spec results(non_neg_integer()) -> non_neg_integer().
results(Count) -> keep(results, Count).

keep(What, Count) ->
    erlet_commands:checked(is_integer(Count) andalso Count >= 0, What, Count, "a number of entries"),
    erlet_shell:keep(What, Count).

%% Whether the prompt's process outlives errors (true), as it does at first; whether it did. See strict/1.
%% > catch_exception(false).
%% true
%% > catch_exception(true).
%% false
-spec catch_exception(boolean()) -> boolean().
catch_exception(Catches) ->
    erlet_commands:checked(is_boolean(Catches), catch_exception, Catches, "true or false"),
    not erlet_shell:strict(not Catches).

%% Whether lists of characters are shown as text (on) or as numbers (off); whether they were shown as text.
%% > "abc".
%% "abc"
%% > strings(off).
%% true
%% > "abc".
%% [97,98,99]
-spec strings(on | off | boolean()) -> boolean().
strings(Switch) -> erlet_shell:strings(is_on(strings, Switch)).

%% Whether the prompt speaks of mail that is lost: to processes that have ended, and unread when one ends; whether it did.
%% > notes(off).
%% false
%% > notes(on).
%% false
-spec notes(on | off | boolean()) -> boolean().
notes(Switch) -> erts_internal:notes(is_on(notes, Switch)).

is_on(_, Switch) when Switch =:= on; Switch =:= true -> true;
is_on(_, Switch) when Switch =:= off; Switch =:= false -> false;
is_on(Command, Switch) -> erlet_commands:refuse(Command, [Switch], "on or off").

%% Makes a pid of its three numbers.
%% > is_pid(pid(0, 7, 0)).
%% true
%% > pid(0, 7, 0).
%% <0.7.0>
-spec pid(non_neg_integer(), non_neg_integer(), non_neg_integer()) -> pid().
pid(Node, Number, Serial) ->
    [erlet_commands:checked(is_integer(Part) andalso Part >= 0, pid, Part, "three numbers")
     || Part <- [Node, Number, Serial]],
    list_to_pid(lists:flatten(io_lib:format("<~w.~w.~w>", [Node, Number, Serial]))).

%% Writes what was entered to a file: definitions and expressions that succeeded, without commands of the prompt.
%% > X = 6 * 7.
%% 42
%% > save("work.erl").
%% ok
%% > file:read_file("work.erl").
%% {ok,<<"X = 6 * 7.\n">>}
-spec save(atom() | string()) -> ok | {error, atom()}.
save(File) ->
    case erlet_shell:request([save, erlet_commands:file(save, File)]) of
        {ok, _} -> ok;
        {error, Reason} -> {error, binary_to_atom(Reason)}
    end.

%% Shows the records that are defined.
%% > rd(point, {x = 0, y = 0}).
%% point
%% > rl().
%% -record(point,{x = 0, y = 0}).
%% ok
-spec rl() -> ok.
rl() -> show_records([]).

%% Shows one record.
%% > rd(point, {x = 0, y = 0}).
%% point
%% > rd(line, {from, to}).
%% line
%% > rl(line).
%% -record(line,{from, to}).
%% ok
-spec rl(atom()) -> ok.
rl(Name) ->
    erlet_commands:checked(is_atom(Name), rl, Name, "a record's name"),
    show_records([Name]).

show_records(Names) ->
    {ok, Text} = erlet_shell:request([records, show | Names]),
    io:put_chars(Text).

%% Forgets all records.
%% > rd(point, {x = 0, y = 0}).
%% point
%% > rf().
%% []
%% > rl().
%% ok
-spec rf() -> [].
rf() ->
    {ok, _} = erlet_shell:request([records, forget]),
    [].

%% Forgets a record.
%% > rd(point, {x = 0, y = 0}).
%% point
%% > rd(line, {from, to}).
%% line
%% > rf(point).
%% ok
%% > rl().
%% -record(line,{from, to}).
%% ok
-spec rf(atom()) -> ok.
rf(Name) ->
    erlet_commands:checked(is_atom(Name), rf, Name, "a record's name"),
    {ok, _} = erlet_shell:request([records, forget, Name]),
    ok.

%% Defines the records of a source file or of the file of a module; gives their names, or `{error, Reason}` when it
%% cannot be read.
%% > file:write_file("shapes.hrl", "-record(point, {x = 0, y = 0}).\n-record(line, {from, to}).\n").
%% ok
%% > rr("shapes.hrl").
%% [point,line]
%% > #point{x = 1}.
%% #point{x = 1,y = 0}
-spec rr(module() | string()) -> [atom()] | {error, atom()}.
rr(File) -> rr(File, '_').

%% The same for the records with these names only; '_' stands for all of them.
%% > file:write_file("shapes.hrl", "-record(point, {x = 0, y = 0}).\n-record(line, {from, to}).\n").
%% ok
%% > rr("shapes.hrl", line).
%% [line]
-spec rr(module() | string(), atom() | [atom()]) -> [atom()] | {error, atom()}.
rr(File, Name) when is_atom(Name) -> rr(File, [Name]);
rr(File, Names) ->
    erlet_commands:checked(is_list(Names) andalso lists:all(fun is_atom/1, Names), rr, Names,
                           "a file, and a record's name or a list of names"),
    Wanted = case lists:member('_', Names) of
                 true -> [];
                 false -> [only | Names]
             end,
    case erlet_shell:request([records, read, erlet_commands:file(rr, File) | Wanted]) of
        {ok, <<>>} -> [];
        {ok, Read} -> [binary_to_atom(Name) || Name <- binary:split(Read, <<0>>, [global])];
        {error, Reason} -> {error, binary_to_atom(Reason)}
    end.

%% The same; the options mean nothing here.
%% > file:write_file("shapes.hrl", "-record(point, {x = 0, y = 0}).\n").
%% ok
%% > rr("shapes.hrl", '_', []).
%% [point]
-spec rr(module() | string(), atom() | [atom()], [term()]) -> [atom()] | {error, atom()}.
rr(File, Names, _Options) -> rr(File, Names).

%% Defines a record: rd(r, {a, b = 1}). The prompt reads the fields as they are written.
%% > rd(point, {x = 0, y = 0}).
%% point
%% > P = #point{x = 3}, P#point.y.
%% 0
-spec rd(atom(), term()) -> no_return().
rd(Name, _) -> erlet_commands:refuse(rd, [Name], "a name and fields in braces: rd(point, {x, y = 0})").

%% Shows a value with the records of the prompt.
%% > rd(point, {x = 0, y = 0}).
%% point
%% > rp({#point{x = 1}, "text"}).
%% {#point{x = 1,y = 0},"text"}
%% ok
-spec rp(term()) -> ok.
rp(Value) -> io:put_chars([erlet_shell:print(Value), $\n]).

%% Shows the registered processes.
-spec regs() -> ok.
regs() ->
    io:format("~-24ts ~-12ts ~-32ts ~8ts~n", ["Name", "Pid", "Initial Call", "Messages"]),
    lists:foreach(fun(Name) -> registered(Name, whereis(Name)) end, lists:sort(registered())).

%% The same: there is one node.
-spec nregs() -> ok.
nregs() -> regs().

registered(Name, Pid) when is_pid(Pid) ->
    case process_info(Pid, [initial_call, message_queue_len]) of
        undefined -> ok;
        [{_, {Module, Function, Arity}}, {_, Messages}] ->
            Call = io_lib:format("~tw:~tw/~w", [Module, Function, Arity]),
            io:format("~-24ts ~-12ts ~-32ts ~8w~n", [atom_to_list(Name), pid_to_list(Pid), Call, Messages])
    end;
registered(_, _) -> ok.

%% How many bytes are in use, and what for.
%% > [Key || {Key, _} <- memory()].
%% [total,processes,processes_used,system,atom,atom_used,
%%  binary,code,ets]
-spec memory() -> [{atom(), non_neg_integer()}].
memory() -> erlang:memory().

%% How many bytes are in use for one of these, or for several.
%% > memory(total) > memory(atom).
%% true
%% > memory(all).
%% ** exception error: bad argument
%%      in function  erlang:memory/1
%%         called as erlang:memory(all)
%%         *** argument 1: invalid memory type option
-spec memory(atom() | [atom()]) -> non_neg_integer() | [{atom(), non_neg_integer()}].
memory(Kinds) -> erlang:memory(Kinds).

%% Shows for how long the program has run.
-spec uptime() -> ok.
uptime() -> c:uptime().

%% Evaluates and says what it took; its value.
-spec time(fun(() -> term())) -> term().
time(Fun) ->
    erlet_commands:checked(is_function(Fun, 0), time, Fun, "an expression, or a fun without arguments"),
    erlet:time(Fun).

%% The same so many times.
-spec time(fun(() -> term()), pos_integer()) -> term().
time(Fun, Count) ->
    erlet_commands:checked(is_function(Fun, 0), time, Fun, "an expression, or a fun without arguments"),
    erlet_commands:checked(is_integer(Count) andalso Count > 0, time, Count, "as its second argument how many times"),
    erlet:time(Fun, Count).

%% Shows the commands.
-spec help() -> true.
help() ->
    io:put_chars(erlet_commands:help()),
    true.
