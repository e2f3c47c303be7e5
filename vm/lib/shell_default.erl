%%% The commands of the prompt: what a call without a module means there.
-module(shell_default).

-export([b/0, c/1, c/2, cd/1, flush/0, h/0, help/0, i/0, l/1, ls/0, ls/1, m/0, memory/0, nregs/0, pid/3, pwd/0, q/0]).
-export([regs/0, rf/0, rf/1, rl/0, rl/1, rr/1, save/1, strict/0, strict/1, time/1, time/2, v/1]).

%% Shows what is bound.
-spec b() -> ok.
b() -> lists:foreach(fun binding/1, erlet_shell:bindings()).

binding({Name, Value}) ->
    Left = [atom_to_list(Name), " = "],
    io:format("~ts~tp~n", [Left, Value]).

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
flush() ->
    receive
        Message ->
            io:format("Shell got ~tp~n", [Message]),
            flush()
    after 0 -> ok
    end.

%% Shows past entries and their values.
-spec h() -> ok.
h() ->
    {ok, Text} = erlet_shell:request([history]),
    Entries = binary:split(Text, <<0>>, [global]),
    lists:foreach(fun({Number, Value}) -> past(Number, Value, Entries) end, erlet_shell:history()).

past(Number, Value, Entries) when Number =< length(Entries) ->
    io:format("~w: ~ts~n-> ~tp~n", [Number, lists:nth(Number, Entries), Value]);
past(_, _, _) -> ok.

%% The value of a past entry, the last one being -1.
-spec v(integer()) -> term().
v(Number) ->
    case erlet_shell:value(Number) of
        {_, Value} -> Value;
        false -> erlang:error({no_such_entry, Number})
    end.

%% Shows the processes.
-spec i() -> ok.
i() ->
    io:format("~-16ts ~-32ts ~-16ts ~8ts ~12ts~n", ["Pid", "Initial Call", "Registered", "Messages", "Reductions"]),
    lists:foreach(fun process/1, processes()).

process(Pid) ->
    case process_info(Pid, [initial_call, registered_name, message_queue_len, reductions]) of
        undefined -> ok;
        [{_, {Module, Function, Arity}}, {_, Name}, {_, Messages}, {_, Reductions}] ->
            Call = io_lib:format("~tw:~tw/~w", [Module, Function, Arity]),
            io:format("~-16ts ~-32ts ~-16ts ~8w ~12w~n", [pid_to_list(Pid), Call, name(Name), Messages, Reductions])
    end.

name([]) -> "";
name(Name) -> atom_to_list(Name).

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
      "** shell internal commands **\n"
      "b()        -- display all variable bindings\n"
      "e(N)       -- repeat the expression in query <N>\n"
      "f()        -- forget all variable bindings\n"
      "f(X)       -- forget the binding of variable X\n"
      "h()        -- history\n"
      "v(N)       -- use the value of query <N>\n"
      "** commands in module shell_default **\n"
      "c(Mod)     -- compile and load module or file <Mod>\n"
      "cd(Dir)    -- change working directory\n"
      "flush()    -- flush any messages sent to the shell\n"
      "help()     -- help info\n"
      "i()        -- information about the system\n"
      "l(Module)  -- load or reload module\n"
      "ls()       -- list files in the current directory\n"
      "ls(Dir)    -- list files in directory <Dir>\n"
      "m()        -- which modules are loaded\n"
      "pwd()      -- print working directory\n"
      "q()        -- quit\n"),
    true.
