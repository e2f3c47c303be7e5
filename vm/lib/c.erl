%%% The commands of the prompt as functions for programs: the module `c`.
-module(c).

-export([c/1, c/2, l/1, m/0, i/0, pid/3, flush/0, pwd/0, cd/1, ls/0, ls/1, q/0, regs/0, memory/0, memory/1]).

%% Compiles a file and loads its module.
-spec c(file:name()) -> {ok, module()} | error.
c(File) -> c(File, []).

-spec c(file:name(), [term()]) -> {ok, module()} | error.
c(File, Options) when is_list(Options) ->
    case compile:file(File, [binary, report | Options]) of
        {ok, Module, Binary} ->
            _ = code:purge(Module),
            {module, Module} = code:load_binary(Module, filename:rootname(name(File)) ++ ".erl", Binary),
            {ok, Module};
        _ -> error
    end.

name(File) when is_atom(File) -> atom_to_list(File);
name(File) -> unicode:characters_to_list(File).

%% Loads a module anew.
-spec l(module()) -> {module, module()} | {error, term()}.
l(Module) ->
    _ = code:purge(Module),
    code:load_file(Module).

%% Lists modules; processes.
-spec m() -> ok.
m() -> shell_default:m().

-spec i() -> ok.
i() -> shell_default:i().

%% The pid `<A.B.C>`.
-spec pid(non_neg_integer(), non_neg_integer(), non_neg_integer()) -> pid().
pid(A, B, C) when is_integer(A), is_integer(B), is_integer(C) ->
    list_to_pid(lists:flatten(io_lib:format("<~w.~w.~w>", [A, B, C]))).

%% Shows and removes the messages of the calling process.
-spec flush() -> ok.
flush() ->
    receive
        Message ->
            io:format("Shell got ~tp~n", [Message]),
            flush()
    after 0 -> ok
    end.

%% Shows the working directory.
-spec pwd() -> ok.
pwd() ->
    {ok, Folder} = file:get_cwd(),
    io:format("~ts~n", [Folder]).

%% Changes the working directory, and shows it.
-spec cd(file:name()) -> ok.
cd(Folder) ->
    _ = file:set_cwd(Folder),
    pwd().

%% Shows the names in a folder.
-spec ls() -> ok.
ls() -> ls(".").

-spec ls(file:name()) -> ok.
ls(Folder) ->
    case file:list_dir(Folder) of
        {ok, Names} -> lists:foreach(fun(Name) -> io:format("~ts~n", [Name]) end, lists:sort(Names));
        {error, Reason} -> io:format("~ts~n", [file:format_error(Reason)])
    end.

%% Ends the machine.
-spec q() -> ok.
q() -> init:stop().

%% Shows the registered names.
-spec regs() -> ok.
regs() ->
    io:format("~n** Registered procs **~n"),
    Show = fun(Name) -> io:format("~-25tw ~w~n", [Name, whereis(Name)]) end,
    lists:foreach(Show, lists:sort(registered())).

%% As erlang:memory/0,1.
-spec memory() -> [{atom(), non_neg_integer()}].
memory() -> erlang:memory().

-spec memory(atom() | [atom()]) -> non_neg_integer() | [{atom(), non_neg_integer()}].
memory(Which) -> erlang:memory(Which).
