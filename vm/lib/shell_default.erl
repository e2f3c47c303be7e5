%%% The commands of the prompt: what a call without a module means there.
-module(shell_default).

-export([b/0, c/1, c/2, cd/1, flush/0, h/0, help/0, i/0, l/1, ls/0, ls/1, m/0, pwd/0, q/0, strict/0, strict/1, v/1]).

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
