%%% The commands of the prompt: what a call without a module means there.
-module(shell_default).

-export([b/0, bt/1, c/1, c/2, cd/1, flush/0, h/0, h/1, h/2, h/3, heap/1, help/0, i/0, i/1, l/1, links/1, ls/0, ls/1, m/0, mailbox/1]).
-export([memory/0, notes/1, nregs/0, pid/3, plot/1, plot/2, pwd/0, q/0, rd/2, regs/0, rf/0, rf/1, rl/0, rl/1, rp/1, rr/1, save/1]).
-export([strict/0, strict/1, strings/1]).
-export([time/1, time/2, top/0, tour/0, tour/1, tree/0, tree/1, v/1, why/1]).

%% Shows what is bound.
-spec b() -> ok.
b() -> lists:foreach(fun binding/1, erlet_shell:bindings()).

binding({Name, Value}) ->
    Left = [atom_to_list(Name), " = "],
    io:put_chars([Left, erlet_shell:print(Value), $\n]).

%% Compiles a module's file and loads it.
-spec c(module() | string()) -> {ok, module()} | {error, term()} | error.
c(Name) -> c(Name, []).

%% The same; the options mean nothing here.
-spec c(module() | string(), [term()]) -> {ok, module()} | {error, term()} | error.
c(Name, _Options) ->
    purge(Name),
    case erlet_shell:request([compile, text(Name)]) of
        {ok, Module} -> {ok, binary_to_atom(Module)};
        {error, <<>>} -> error;
        {error, Reason} -> {error, binary_to_atom(Reason)}
    end.

%% Loads a module again.
-spec l(module()) -> {module, module()} | {error, term()}.
l(Module) ->
    purge(Module),
    case erlet_shell:request([load, Module]) of
        {ok, _} -> {module, Module};
        {error, <<>>} -> {error, badfile};
        {error, Reason} -> {error, binary_to_atom(Reason)}
    end.

purge(Module) when is_atom(Module) -> erlang:check_old_code(Module) andalso erlang:purge_module(Module);
purge(_) -> false.

text(Name) when is_atom(Name) -> atom_to_list(Name);
text(Name) -> unicode:characters_to_list(Name).

%% Shows and changes the working directory.
-spec cd(atom() | string()) -> ok.
cd(Folder) ->
    case erlet_shell:request([cd, text(Folder)]) of
        {ok, Path} -> io:format("~ts~n", [Path]);
        {error, Reason} -> io:format("~ts~n", [Reason])
    end.

%% Shows the working directory.
-spec pwd() -> ok.
pwd() -> cd(".").

%% Shows the files of the working directory.
-spec ls() -> ok.
ls() -> ls(".").

%% Shows the files of a directory.
-spec ls(atom() | string()) -> ok.
ls(Folder) ->
    case erlet_shell:request([ls, text(Folder)]) of
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
-spec flush() -> ok.
flush() -> c:flush().

%% Shows past entries and their values.
-spec h() -> ok.
h() ->
    {ok, Text} = erlet_shell:request([history]),
    Entries = binary:split(Text, <<0>>, [global]),
    lists:foreach(fun({Number, Value}) -> past(Number, Value, Entries) end, erlet_shell:history()).

past(Number, Value, Entries) when Number =< length(Entries) ->
    io:format("~w: ~ts~n-> ~tp~n", [Number, lists:nth(Number, Entries), Value]);
past(_, _, _) -> ok.

%% Shows the documentation of a module; of a command of the prompt, or of a built-in function.
-spec h(module() | atom()) -> ok.
h(e) -> io:put_chars("e(N)\n\n  Evaluates entry N again; -1 is the last one.\n");
h(f) -> io:put_chars("f() and f(X)\n\n  Forget all variables, or one.\n");
h(undo) -> io:put_chars("undo()\n\n  Forgets what the last entry bound and defined.\n");
h(Name) ->
    document(io_lib:format("~tw", [Name]), [erlet_doc:text(Name), erlet_doc:text(shell_default, Name), erlet_doc:text(erlang, Name)]).

%% Shows the documentation of a module's functions of one name: h(lists:map), or lists:map? for short.
-spec h(module(), atom()) -> ok.
h(Module, Function) -> document(io_lib:format("~tw:~tw", [Module, Function]), [erlet_doc:text(Module, Function)]).

%% Shows the documentation of one function: h(lists:map/2).
-spec h(module(), atom(), arity()) -> ok.
h(Module, Function, Arity) ->
    document(io_lib:format("~tw:~tw/~w", [Module, Function, Arity]), [erlet_doc:text(Module, Function, Arity)]).

%% The first text that there is.
document(Subject, Texts) ->
    case [Text || Text <- Texts, Text =/= none] of
        [Text | _] -> io:put_chars(Text);
        [] -> io:format("there is no documentation of ~ts; Tab shows what there is~n", [Subject])
    end.

%% The value of a past entry, the last one being -1.
-spec v(integer()) -> term().
v(Number) ->
    case erlet_shell:value(Number) of
        {_, Value} -> Value;
        false -> erlang:error({no_such_entry, Number})
    end.

%% Shows the program's processes.
-spec i() -> ok.
i() -> table(age).

%% More rows nobody reads.
-define(ROWS, 200).

table(Column) ->
    {Processes, Others} = erlet:some(Column, ?ROWS),
    io:put_chars(erlet_view:table(Processes)),
    [io:format("... and ~w more; i(mailbox), i(heap), i(reductions) show the greatest~n", [Others]) || Others > 0],
    ok.

%% Shows one process; all processes, those of the library too; or the program's, sorted by a column.
-spec i(pid() | all | atom()) -> ok.
i(Pid) when is_pid(Pid) -> io:put_chars(erlet_view:process(erlet:process(Pid)));
i(all) -> io:put_chars(erlet_view:table(erlet:processes(all)));
i(Column) when Column =:= mailbox; Column =:= heap; Column =:= stack; Column =:= reductions; Column =:= memory;
               Column =:= sent; Column =:= received ->
    table(Column);
i(Name) when is_atom(Name) -> io:put_chars(erlet_view:process(erlet:process(Name))).

%% Shows the messages that a process has not received, and leaves them there.
-spec mailbox(pid() | atom()) -> ok.
mailbox(Process) ->
    #{mailbox := Total} = maps:merge(#{mailbox => 0}, erlet:process(Process)),
    io:put_chars(erlet_view:mailbox(erlet:mailbox(Process), Total)).

%% Shows where a process's memory is.
-spec heap(pid() | atom()) -> ok.
heap(Process) -> io:put_chars(erlet_view:heap(erlet:heap(Process))).

%% Shows to whom a process is linked, and who monitors whom.
-spec links(pid() | atom()) -> ok.
links(Process) -> io:put_chars(erlet_view:links(erlet:links(Process), fun erlet:process/1)).

%% Shows the calls that a process is in.
-spec bt(pid() | atom()) -> ok.
bt(Process) -> io:put_chars(erlet_view:backtrace(erlet:bt(Process), erlet:knows(Process))).

%% Shows why a process ended.
-spec why(pid()) -> ok.
why(Pid) -> io:put_chars(erlet_view:chain(erlet:why(Pid))).

%% Shows the processes as they are, until a key ends it.
-spec top() -> ok.
top() -> erlet_top:run().

%% Begins the tour, ten lessons about processes, or goes on with it.
-spec tour() -> ok.
tour() -> tour('').

%% Skips a step of the tour, begins its lesson again, shows the lessons, leaves, or goes to a lesson.
-spec tour(skip | repeat | list | leave | 1..10) -> ok.
tour(Where) ->
    Word = if is_integer(Where) -> integer_to_list(Where); true -> Where end,
    case erlet_shell:request([tour, Word]) of
        {ok, Text} -> io:put_chars(Text);
        {error, _} -> erlang:error(badarg, [Where])
    end.

%% Shows who spawned whom.
-spec tree() -> ok.
tree() -> io:put_chars(erlet_view:forest(erlet:tree())).

%% Writes that picture to an SVG file.
-spec tree(file:name_all()) -> ok | {error, atom()}.
tree(File) -> file:write_file(File, unicode:characters_to_binary(erlet_svg:tree(erlet:tree()))).

%% Shows the mailbox, memory and reductions of a process during the last minute; if nobody types at a terminal, from its
%% first plot on.
-spec plot(pid() | atom()) -> ok.
plot(Process) -> plot(Process, [mailbox, heap, reds]).

%% The same for any of mailbox, heap and reds (reductions a second).
-spec plot(pid() | atom(), [mailbox | heap | reds]) -> ok.
plot(Name, Items) when is_atom(Name) -> plot(pid_of(Name), Items);
plot(Pid, Items) ->
    [true = lists:member(Item, [mailbox, heap, reds]) || Item <- Items],
    case erlet_plot:curves(Pid, Items) of
        none -> i(Pid);
        Curves -> io:put_chars(Curves)
    end.

pid_of(Name) ->
    case whereis(Name) of
        undefined -> erlang:error({not_registered, Name});
        Pid -> Pid
    end.

%% Shows which modules are loaded.
-spec m() -> ok.
m() ->
    Modules = [Module || Module <- lists:sort(erlang:loaded()), not erlet_shell:is_own(Module)],
    lists:foreach(fun(Module) -> io:format("~ts~n", [Module]) end, Modules).

%% Ends the program.
-spec q() -> ok.
q() ->
    erlet_shell:request([quit]),
    ok.

%% From now on an error or an exit signal ends the prompt's process, as it would end any other.
-spec strict() -> ok.
strict() -> strict(on).

%% The same, or back to a prompt whose process outlives everything.
-spec strict(on | off) -> ok.
strict(Switch) when Switch =:= on; Switch =:= off ->
    erlet_shell:strict(Switch =:= on),
    ok.

%% Whether lists of characters are shown as text (on) or as numbers (off); whether they were shown as text.
-spec strings(on | off | boolean()) -> boolean().
strings(Switch) -> erlet_shell:strings(is_on(Switch)).

%% Whether the prompt speaks of mail that is lost: to processes that have ended, and unread when one ends; whether it did.
-spec notes(on | off | boolean()) -> boolean().
notes(Switch) -> erts_internal:notes(is_on(Switch)).

is_on(Switch) when Switch =:= on; Switch =:= true -> true;
is_on(Switch) when Switch =:= off; Switch =:= false -> false.

%% Makes a pid of its three numbers.
-spec pid(non_neg_integer(), non_neg_integer(), non_neg_integer()) -> pid().
pid(Node, Number, Serial) -> list_to_pid(lists:flatten(io_lib:format("<~w.~w.~w>", [Node, Number, Serial]))).

%% Writes what was entered to a file: definitions and expressions that succeeded, without commands of the prompt.
-spec save(atom() | string()) -> ok | {error, atom()}.
save(File) ->
    case erlet_shell:request([save, text(File)]) of
        {ok, _} -> ok;
        {error, Reason} -> {error, binary_to_atom(Reason)}
    end.

%% Shows the records that are defined.
-spec rl() -> ok.
rl() -> show_records([]).

%% Shows one record.
-spec rl(atom()) -> ok.
rl(Name) -> show_records([Name]).

show_records(Names) ->
    {ok, Text} = erlet_shell:request([records, show | Names]),
    io:put_chars(Text).

%% Forgets all records.
-spec rf() -> ok.
rf() ->
    {ok, _} = erlet_shell:request([records, forget]),
    ok.

%% Forgets a record.
-spec rf(atom()) -> ok.
rf(Name) ->
    {ok, _} = erlet_shell:request([records, forget, Name]),
    ok.

%% Defines the records of a source file or of the file of a module; their names.
-spec rr(module() | string()) -> [atom()] | {error, atom()}.
rr(File) ->
    case erlet_shell:request([records, read, text(File)]) of
        {ok, <<>>} -> [];
        {ok, Names} -> [binary_to_atom(Name) || Name <- binary:split(Names, <<0>>, [global])];
        {error, Reason} -> {error, binary_to_atom(Reason)}
    end.

%% Defines a record: rd(r, {a, b = 1}). The prompt reads the fields as they are written.
-spec rd(atom(), term()) -> no_return().
rd(Name, _) -> erlang:error(badarg, [Name]).

%% Shows a value with the records of the prompt.
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
-spec memory() -> [{atom(), non_neg_integer()}].
memory() -> erlang:memory().

%% Evaluates and says what it took; its value.
-spec time(fun(() -> term())) -> term().
time(Fun) -> erlet:time(Fun).

%% The same so many times.
-spec time(fun(() -> term()), pos_integer()) -> term().
time(Fun, Count) -> erlet:time(Fun, Count).

%% Shows the commands.
-spec help() -> true.
help() ->
    io:put_chars(
      "** documentation **\n"
      "h(Mod) h(Mod:Fun) h(Mod:Fun/Arity) -- what it is for; Mod:Fun? for short, Alt-h at the cursor\n"
      "tour()         -- ten lessons to type along\n"
      "** the prompt **\n"
      "h() e(N) v(N)  -- entries and their values; evaluate entry N again; its value (-1 is the last)\n"
      "b() f() f(X)   -- variables; forget all of them, or one\n"
      "undo()         -- forget what the last entry bound and defined\n"
      "f(X) -> X + 1.  -record(r, {a}).  -define(M, 1).  -module(m).  -- definitions\n"
      "rd(r, {a, b = 1}) rr(File) rl() rl(R) rf() rf(R) -- records: define, read from a file, show, forget\n"
      "rp(Value) strings(off) -- show a value with records; lists of characters as numbers\n"
      "save(File)     -- write what was entered\n"
      "strict(on)     -- let errors and exit signals end the prompt's process\n"
      "q()            -- quit\n"
      "** modules and files **\n"
      "c(Mod) l(Mod) m() -- compile and load; load again; what is loaded\n"
      "ls() ls(Dir) cd(Dir) pwd() -- the working directory\n"
      "** processes **\n"
      "<5>            -- a pid, short for pid(0,5,0)\n"
      "i() i(Pid) i(all) i(mailbox) -- a table; one process; the library's, too; sorted by a column\n"
      "mailbox(Pid) heap(Pid) links(Pid) bt(Pid) -- look into a process: mail, memory, links, calls\n"
      "why(Pid) tree() tree(\"x.svg\") top() -- why it ended; who spawned whom, as a picture; the table, live\n"
      "plot(Pid) plot(Pid, [mailbox]) -- its mailbox, memory and reductions in the last minute\n"
      "regs() nregs() memory() flush() -- names; bytes in use; your own messages\n"
      "notes(off)     -- say nothing of lost mail\n"
      "time(Expr) time(Expr, N) -- what an evaluation takes\n"),
    true.
