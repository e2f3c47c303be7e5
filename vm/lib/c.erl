%%% The commands of the prompt for programs: the module `c`.
-module(c).

-export([c/1, c/2, c/3, l/1, nl/1, lc/1, nc/1, nc/2, m/0, m/1, lm/0, mm/0, i/0, ni/0, i/3, flush/0, cd/1, pwd/0, ls/0, ls/1, memory/0, memory/1,
         uptime/0, regs/0, nregs/0, pid/3, bt/1, help/0, y/1, y/2, xm/1, h/1, h/2, h/3, q/0, i/1, ht/1, ht/2, ht/3,
         hcb/1, hcb/2, hcb/3, erlangrc/1]).

%% Compiles a module's file and loads it; what the compiler finds is printed.
-spec c(file:name() | module()) -> {ok, module()} | error.
c(File) -> c(File, []).

%% The same with options.
-spec c(file:name() | module(), [compile:option()] | compile:option()) -> {ok, module()} | error.
c(File, Options) when is_list(Options) ->
    case compile:file(File, [binary, report | Options]) of
        {ok, Module, Code} -> loaded(Module, File, Code);
        {ok, Module, Code, _Warnings} -> loaded(Module, File, Code);
        _ -> error
    end;
c(File, Option) -> c(File, [Option]).

%% The same; a filter would choose among the options of an earlier compilation, which is not kept.
-spec c(module(), [compile:option()], fun((compile:option()) -> boolean())) -> {ok, module()} | error.
c(Module, Options, _Filter) -> c(Module, Options).

loaded(Module, File, Code) ->
    code:purge(Module),
    case code:load_binary(Module, text(File), Code) of
        {module, Module} -> {ok, Module};
        {error, _} -> error
    end.

text(Name) when is_atom(Name) -> atom_to_list(Name);
text(Name) -> Name.

%% Loads a module anew.
-spec l(module()) -> code:load_ret().
l(Module) ->
    code:purge(Module),
    code:load_file(Module).

%% Loads a module on all nodes.
-spec nl(module()) -> abcast | error.
nl(Module) ->
    case l(Module) of
        {module, Module} -> abcast;
        _ -> error
    end.

%% Compiles several files.
-spec lc([file:name()]) -> ok | error.
lc(Files) ->
    case [error || File <- Files, c(File) =:= error] of
        [] -> ok;
        _ -> error
    end.

%% As c/1,2.
-spec nc(file:name()) -> {ok, module()} | error.
nc(File) -> c(File).

-spec nc(file:name(), [compile:option()] | compile:option()) -> {ok, module()} | error.
nc(File, Options) -> c(File, Options).

%% The loaded modules.
-spec m() -> ok.
m() -> lists:foreach(fun({Module, File}) -> io:format("~-20w  ~ts~n", [Module, text(File)]) end, lists:sort(code:all_loaded())).

%% What a module exports.
-spec m(module()) -> ok.
m(Module) ->
    io:format("Module: ~tw~nExports:~n", [Module]),
    lists:foreach(fun({Name, Arity}) -> io:format("         ~tw/~w~n", [Name, Arity]) end, lists:sort(Module:module_info(exports))).

%% No file of a loaded module is watched.
-spec mm() -> [module()].
mm() -> [].

%% Nothing to load anew: files are not compared.
-spec lm() -> [code:load_ret()].
lm() -> [].

%% The processes.
-spec i() -> ok.
i() ->
    io:format("~-12s ~-32s ~8s ~8s~n", ["Pid", "Initial Call", "Heap", "Msgs"]),
    lists:foreach(fun process/1, processes()).

process(Pid) ->
    case process_info(Pid, [initial_call, total_heap_size, message_queue_len]) of
        [{_, {Module, Name, Arity}}, {_, Heap}, {_, Messages}] ->
            Call = io_lib:format("~tw:~tw/~w", [Module, Name, Arity]),
            io:format("~-12w ~-32ts ~8w ~8w~n", [Pid, lists:flatten(Call), Heap, Messages]);
        undefined -> ok
    end.

%% As i/0.
-spec ni() -> ok.
ni() -> i().

%% What is known of one process.
-spec i(non_neg_integer(), non_neg_integer(), non_neg_integer()) -> [tuple()] | undefined.
i(X, Y, Z) -> process_info(pid(X, Y, Z)).

%% What is known of some processes.
-spec i([pid()]) -> ok.
i(Pids) -> lists:foreach(fun process/1, Pids).

%% Ends the run.
-spec q() -> ok.
q() -> init:stop().

%% Takes all messages out of the mailbox and shows them.
-spec flush() -> ok.
flush() ->
    receive
        Message ->
            io:format("Shell got ~tp~n", [Message]),
            flush()
    after 0 -> ok
    end.

%% Changes the working directory and shows it.
-spec cd(file:name()) -> ok.
cd(Folder) ->
    _ = file:set_cwd(Folder),
    pwd().

%% Shows the working directory.
-spec pwd() -> ok.
pwd() ->
    case file:get_cwd() of
        {ok, Folder} -> io:format("~ts\n", [Folder]);
        {error, Reason} -> io:format("Cannot determine current directory: ~ts\n", [file:format_error(Reason)])
    end.

%% The files of a directory.
-spec ls() -> ok.
ls() -> ls(".").

-spec ls(file:name()) -> ok.
ls(Folder) ->
    case file:list_dir(Folder) of
        {ok, Names} -> columns(lists:sort(Names));
        {error, enotdir} -> columns([Folder]);
        {error, Reason} -> io:format("~ts\n", [file:format_error(Reason)])
    end.

columns(Names) ->
    Width = min(lists:max([0 | [length(Name) || Name <- Names]]), 40) + 5,
    columns(Names, Width, max(1, 80 div Width), 0).

columns([], _, _, 0) -> ok;
columns([], _, _, _) -> io:nl();
columns(Names, Width, Most, Most) ->
    io:nl(),
    columns(Names, Width, Most, 0);
columns([Name | Names], Width, Most, Count) ->
    io:format("~-*ts", [Width, Name]),
    columns(Names, Width, Most, Count + 1).

%% What memory is used for.
-spec memory() -> [{atom(), non_neg_integer()}].
memory() -> erlang:memory().

-spec memory(atom() | [atom()]) -> non_neg_integer() | [{atom(), non_neg_integer()}].
memory(Kinds) -> erlang:memory(Kinds).

%% How long the run has lasted.
-spec uptime() -> ok.
uptime() ->
    {Days, {Hours, Minutes, Seconds}} = calendar:seconds_to_daystime(element(1, erlang:statistics(wall_clock)) div 1000),
    io:format("~p days, ~p hours, ~p minutes and ~p seconds~n", [Days, Hours, Minutes, Seconds]).

%% The registered names.
-spec regs() -> ok.
regs() -> lists:foreach(fun(Name) -> io:format("~-20tw ~w~n", [Name, whereis(Name)]) end, lists:sort(registered())).

%% As regs/0.
-spec nregs() -> ok.
nregs() -> regs().

%% The pid of three numbers.
-spec pid(non_neg_integer(), non_neg_integer(), non_neg_integer()) -> pid().
pid(X, Y, Z) -> list_to_pid(lists:flatten(io_lib:format("<~w.~w.~w>", [X, Y, Z]))).

%% Where a process is.
-spec bt(pid()) -> ok | undefined.
bt(Pid) ->
    case process_info(Pid, backtrace) of
        {backtrace, Text} -> io:format("~ts", [Text]);
        undefined -> undefined
    end.

%% What there is.
-spec help() -> ok.
help() ->
    io:put_chars("c(File)  compile and load      l(Module)  load anew      m(Module)  what it exports\n"
                 "cd(Dir)  pwd()  ls()  files    i()  processes            flush()  show messages\n"
                 "memory()  regs()  uptime()     pid(X,Y,Z)                bt(Pid)  where it is\n").

%% What Erlet does not have: parsers made by yecc, cross references, documentation chunks at run time.
-spec y(file:name()) -> no_return().
y(_) -> error(notsup).

-spec y(file:name(), [term()]) -> no_return().
y(_, _) -> error(notsup).

%% Fails with notsup: there is no cross reference.
-spec xm(module() | file:name()) -> no_return().
xm(_) -> error(notsup).

%% Says that there is no documentation in a module's object file; the prompt's `h` has it.
-spec h(module()) -> {error, missing}.
h(_) -> {error, missing}.

-spec h(module(), atom()) -> {error, missing}.
h(_, _) -> {error, missing}.

-spec h(module(), atom(), arity()) -> {error, missing}.
h(_, _, _) -> {error, missing}.

%% As h/1,2,3 for types.
-spec ht(module()) -> {error, missing}.
ht(_) -> {error, missing}.

-spec ht(module(), atom()) -> {error, missing}.
ht(_, _) -> {error, missing}.

-spec ht(module(), atom(), arity()) -> {error, missing}.
ht(_, _, _) -> {error, missing}.

%% As h/1,2,3 for callbacks.
-spec hcb(module()) -> {error, missing}.
hcb(_) -> {error, missing}.

-spec hcb(module(), atom()) -> {error, missing}.
hcb(_, _) -> {error, missing}.

-spec hcb(module(), atom(), arity()) -> {error, missing}.
hcb(_, _, _) -> {error, missing}.

%% Evaluates the file `.erlang` of the first of some folders that has one.
-spec erlangrc([file:filename()]) -> {ok, file:filename()} | {error, term()}.
erlangrc(Folders) -> file:path_eval(Folders, ".erlang").
