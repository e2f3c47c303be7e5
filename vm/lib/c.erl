%%% The commands of the prompt for programs: the module `c`.
-module(c).

-export([c/1, c/2, c/3, l/1, nl/1, lc/1, nc/1, nc/2, m/0, m/1, lm/0, mm/0, i/0, ni/0, i/3, flush/0, cd/1, pwd/0, ls/0, ls/1, memory/0, memory/1,
         uptime/0, regs/0, nregs/0, pid/3, bt/1, help/0, y/1, y/2, xm/1, h/1, h/2, h/3, q/0, i/1, ht/1, ht/2, ht/3,
         hcb/1, hcb/2, hcb/3, erlangrc/1]).

%% Compiles a module's file and loads it; what the compiler finds is printed. `error` when it can't be compiled.
%% > file:write_file("c_one.erl", "-module(c_one)."), Result = c:c(c_one), code:purge(c_one), code:delete(c_one),
%%   [file:delete("c_one" ++ End) || End <- [".erl", ".beam"]], Result.
%% {ok,c_one}
-spec c(file:name() | module()) -> {ok, module()} | error | {error, non_existing}.
c(File) -> c(File, []).

%% As c/1, with options of `compile:file/2`.
%% > file:write_file("c_two.erl", "-module(c_two)."), Result = c:c("c_two", [nowarn_unused_vars]), code:purge(c_two),
%%   code:delete(c_two), [file:delete("c_two" ++ End) || End <- [".erl", ".beam"]], Result.
%% {ok,c_two}
-spec c(file:name() | module(), [compile:option()] | compile:option()) ->
          {ok, module()} | error | {error, non_existing}.
c(Module, Options) when is_atom(Module), is_list(Options) ->
    case filelib:is_regular(text(Module) ++ ".erl") of
        true -> compiled(Module, Options);
        false -> c(Module, Options, fun(_) -> true end)
    end;
c(File, Options) when is_list(File), is_list(Options) -> compiled(File, Options);
c(File, Option) when is_list(File); is_atom(File) -> c(File, [Option]).

compiled(File, Options) ->
    case compile:file(File, [binary, report | Options]) of
        {ok, Module, Code} -> loaded(Module, File, Code);
        {ok, Module, Code, _Warnings} -> loaded(Module, File, Code);
        _ -> error
    end.

%% Compiles a module again from where its source is found, and loads it; `{error, non_existing}` when there is none. A
%% filter would choose among the options of an earlier compilation, which is not kept.
%% > c:c(no_such_module, [], fun(_) -> true end).
%% {error,non_existing}
-spec c(module(), [compile:option()], fun((compile:option()) -> boolean())) ->
          {ok, module()} | error | {error, non_existing}.
c(Module, Options, Filter) when is_atom(Module), is_list(Options), is_function(Filter, 1) ->
    Source = case code:where_is_file(text(Module) ++ ".erl") of
                 non_existing -> [];
                 Found -> Found
             end,
    case filelib:is_regular(Source) of
        true ->
            io:format("Recompiling ~ts\n", [filename:absname(Source)]),
            compiled(Source, Options);
        false -> {error, non_existing}
    end.

loaded(Module, File, Code) ->
    code:purge(Module),
    case code:load_binary(Module, text(File), Code) of
        {module, Module} -> {ok, Module};
        {error, _} -> error
    end.

text(Name) when is_atom(Name) -> atom_to_list(Name);
text(Name) -> Name.

%% Loads a module anew; its old code is purged before. `{error, nofile}` when it is not found.
%% > c:l(no_such_module).
%% {error,nofile}
-spec l(module()) -> code:load_ret().
l(Module) ->
    code:purge(Module),
    code:load_file(Module).

%% Loads a module on all nodes, of which there is one. `abcast`, or `error` when it is not found.
%% > c:nl(no_such_module).
%% error
-spec nl(module()) -> abcast | error.
nl(Module) ->
    case l(Module) of
        {module, Module} -> abcast;
        _ -> error
    end.

%% Compiles and loads several files. What is wrong with one is shown, and does not keep the others from it.
%% > c:lc([]).
%% ok
-spec lc([file:name()]) -> ok.
lc([]) -> ok;
lc([File | Files]) ->
    _ = c(text(File)),
    lc(Files).

%% As c/1, on all nodes, of which there is one.
%% > file:write_file("nc_one.erl", "-module(nc_one)."), Result = c:nc(nc_one), code:purge(nc_one),
%%   code:delete(nc_one), [file:delete("nc_one" ++ End) || End <- [".erl", ".beam"]], Result.
%% {ok,nc_one}
-spec nc(file:name()) -> {ok, module()} | error.
nc(File) -> nc(File, []).

%% As c/2, on all nodes, of which there is one.
%% > file:write_file("nc_two.erl", "-module(nc_two)."), Result = c:nc(nc_two, []), code:purge(nc_two),
%%   code:delete(nc_two), [file:delete("nc_two" ++ End) || End <- [".erl", ".beam"]], Result.
%% {ok,nc_two}
-spec nc(file:name(), [compile:option()] | compile:option()) -> {ok, module()} | error.
nc(File, Options) when is_list(Options) -> compiled(File, Options);
nc(File, Option) -> compiled(File, [Option]).

%% Shows the loaded modules with their files.
%% > {ok, F} = file:open("c_m", [write]), group_leader(F, self()), c:m(), file:close(F),
%%   {ok, Text} = file:read_file("c_m"), file:delete("c_m"), binary:match(Text, <<"lists">>) =/= nomatch.
%% true
-spec m() -> ok.
m() -> lists:foreach(fun({Module, File}) -> io:format("~-20w  ~ts~n", [Module, text(File)]) end, lists:sort(code:all_loaded())).

%% Shows what a module exports. Fails with undef when it is not found.
%% > {ok, F} = file:open("c_m1", [write]), group_leader(F, self()), c:m(lists), file:close(F),
%%   {ok, Text} = file:read_file("c_m1"), file:delete("c_m1"), binary:match(Text, <<"reverse/1">>) =/= nomatch.
%% true
-spec m(module()) -> ok.
m(Module) ->
    Exports = lists:sort(Module:module_info(exports)),
    io:format("Module: ~tw~nExports: ~n", [Module]),
    exports([io_lib:format("~tw/~w", [Name, Arity]) || {Name, Arity} <- Exports]).

%% Many stand in two columns.
exports(Exports) when length(Exports) =< 16 -> lists:foreach(fun(Export) -> io:format("         ~ts~n", [Export]) end, Exports);
exports(Exports) ->
    {Left, Right} = lists:split(length(Exports) div 2, Exports),
    Rows = lists:zip(Left ++ lists:duplicate(length(Right) - length(Left), ""), Right),
    lists:foreach(fun({One, Other}) -> io:format("~-30ts~ts~n", [One, Other]) end, Rows).

%% The modules whose files are newer: none, as files are not compared.
%% > c:mm().
%% []
-spec mm() -> [module()].
mm() -> [].

%% Loads those modules anew whose files are newer: none, as files are not compared.
%% > c:lm().
%% []
-spec lm() -> [code:load_ret()].
lm() -> [].

%% Shows a line for each process: pid, first call, words of its heap, messages that wait.
%% > {ok, F} = file:open("c_i", [write]), group_leader(F, self()), c:i(), file:close(F),
%%   {ok, Text} = file:read_file("c_i"), file:delete("c_i"), binary:match(Text, <<"Initial Call">>) =/= nomatch.
%% true
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
%% > {ok, F} = file:open("c_ni", [write]), group_leader(F, self()), c:ni(), file:close(F),
%%   {ok, Text} = file:read_file("c_ni"), file:delete("c_ni"), byte_size(Text) > 0.
%% true
-spec ni() -> ok.
ni() -> i().

%% What is known of the process whose pid has these numbers; undefined when it is gone.
%% > [_ | _] = c:i(0, 1, 0), ok.
%% ok
-spec i(non_neg_integer(), non_neg_integer(), non_neg_integer()) -> [tuple()] | undefined.
i(X, Y, Z) -> process_info(pid(X, Y, Z)).

%% Shows lines as i/0, of some processes.
%% > {ok, F} = file:open("c_i1", [write]), group_leader(F, self()), c:i([self()]), file:close(F),
%%   {ok, Text} = file:read_file("c_i1"), file:delete("c_i1"), length(binary:split(Text, <<"\n">>, [global, trim])).
%% 1
-spec i([pid()]) -> ok.
i(Pids) -> lists:foreach(fun process/1, Pids).

%% Ends the run.
-spec q() -> ok.
q() -> init:stop().

%% Takes all messages out of the mailbox and shows them.
%% > self() ! hello, {ok, F} = file:open("c_flush", [write]), group_leader(F, self()), c:flush(), file:close(F),
%%   {ok, Text} = file:read_file("c_flush"), file:delete("c_flush"), Text.
%% <<"Shell got hello\n">>
-spec flush() -> ok.
flush() ->
    receive
        Message ->
            io:format("Shell got ~tp~n", [Message]),
            flush()
    after 0 -> ok
    end.

%% Changes the working directory and shows it; it stays when there is no such directory.
%% > {ok, F} = file:open("c_cd", [write]), group_leader(F, self()), {ok, Here} = file:get_cwd(), c:cd("/"),
%%   c:cd(Here), file:close(F), {ok, Text} = file:read_file("c_cd"), file:delete("c_cd"),
%%   hd(binary:split(Text, <<"\n">>)).
%% <<"/">>
-spec cd(file:name()) -> ok.
cd(Folder) ->
    _ = file:set_cwd(Folder),
    pwd().

%% Shows the working directory.
%% > {ok, Here} = file:get_cwd(), {ok, F} = file:open("c_pwd", [write]), group_leader(F, self()), c:pwd(),
%%   file:close(F), {ok, Text} = file:read_file("c_pwd"), file:delete("c_pwd"),
%%   string:trim(Text) =:= unicode:characters_to_binary(Here).
%% true
-spec pwd() -> ok.
pwd() ->
    case file:get_cwd() of
        {ok, Folder} -> io:format("~ts\n", [Folder]);
        {error, Reason} -> io:format("Cannot determine current directory: ~ts\n", [file:format_error(Reason)])
    end.

%% Shows the names in the working directory, sorted, in columns.
%% > {ok, F} = file:open("c_ls", [write]), group_leader(F, self()), c:ls(), file:close(F),
%%   {ok, Text} = file:read_file("c_ls"), file:delete("c_ls"), binary:match(Text, <<"c_ls">>) =/= nomatch.
%% true
-spec ls() -> ok.
ls() -> ls(".").

%% Shows the names in a directory; or a message when there is none.
%% > {ok, F} = file:open("c_ls1", [write]), group_leader(F, self()), c:ls("no/such/folder"), file:close(F),
%%   {ok, Text} = file:read_file("c_ls1"), file:delete("c_ls1"), Text.
%% <<"no such file or directory\n">>
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

%% What memory is used for, in bytes.
%% > lists:keymember(total, 1, c:memory()).
%% true
-spec memory() -> [{atom(), non_neg_integer()}].
memory() -> erlang:memory().

%% How many bytes are used for one thing, or some: total, processes, atom, binary, code, ets and others.
%% > c:memory(total) > 0.
%% true
%% > c:memory(cheese).
%% ** error:badarg
-spec memory(atom() | [atom()]) -> non_neg_integer() | [{atom(), non_neg_integer()}].
memory(Kinds) -> erlang:memory(Kinds).

%% Shows how long the run has lasted.
%% > {ok, F} = file:open("c_uptime", [write]), group_leader(F, self()), c:uptime(), file:close(F),
%%   {ok, Text} = file:read_file("c_uptime"), file:delete("c_uptime"),
%%   binary:match(Text, <<"seconds">>) =/= nomatch.
%% true
-spec uptime() -> ok.
uptime() ->
    {Days, {Hours, Minutes, Seconds}} = calendar:seconds_to_daystime(element(1, erlang:statistics(wall_clock)) div 1000),
    %% What is nothing is not shown before the first that is something.
    Parts = [{Days, " days, "}, {Hours, " hours, "}, {Minutes, " minutes and "}],
    Shown = lists:dropwhile(fun({Count, _}) -> Count =:= 0 end, Parts),
    io:format("~s~w seconds~n", [[[integer_to_list(Count), Unit] || {Count, Unit} <- Shown], Seconds]).

%% Shows the registered names and who has them.
%% > register(my_name, self()), {ok, F} = file:open("c_regs", [write]), group_leader(F, self()), c:regs(),
%%   file:close(F), {ok, Text} = file:read_file("c_regs"), file:delete("c_regs"),
%%   binary:match(Text, <<"my_name">>) =/= nomatch.
%% true
-spec regs() -> ok.
regs() -> lists:foreach(fun(Name) -> io:format("~-20tw ~w~n", [Name, whereis(Name)]) end, lists:sort(registered())).

%% As regs/0.
%% > register(my_other_name, self()), {ok, F} = file:open("c_nregs", [write]), group_leader(F, self()), c:nregs(),
%%   file:close(F), {ok, Text} = file:read_file("c_nregs"), file:delete("c_nregs"),
%%   binary:match(Text, <<"my_other_name">>) =/= nomatch.
%% true
-spec nregs() -> ok.
nregs() -> regs().

%% The pid of three numbers, as they are shown. Fails with badarg when there can be none.
%% > pid_to_list(c:pid(0, 250, 0)).
%% "<0.250.0>"
-spec pid(non_neg_integer(), non_neg_integer(), non_neg_integer()) -> pid().
pid(X, Y, Z) -> list_to_pid(lists:flatten(io_lib:format("<~w.~w.~w>", [X, Y, Z]))).

%% Shows where a process is: its stack. undefined when the process is gone.
%% > {P, R} = spawn_monitor(fun() -> ok end), receive {'DOWN', R, process, P, _} -> c:bt(P) end.
%% undefined
-spec bt(pid()) -> ok | undefined.
bt(Pid) ->
    case catch process_info(Pid, backtrace) of
        {backtrace, Text} -> io:format("~ts", [Text]);
        _ -> undefined
    end.

%% Shows these commands.
%% > {ok, F} = file:open("c_help", [write]), group_leader(F, self()), c:help(), file:close(F),
%%   {ok, Text} = file:read_file("c_help"), file:delete("c_help"), binary:match(Text, <<"flush()">>) =/= nomatch.
%% true
-spec help() -> ok.
help() ->
    io:put_chars("c(File)  compile and load      l(Module)  load anew      m(Module)  what it exports\n"
                 "cd(Dir)  pwd()  ls()  files    i()  processes            flush()  show messages\n"
                 "memory()  regs()  uptime()     pid(X,Y,Z)                bt(Pid)  where it is\n").

%% Would make a parser by yecc, which there is not: fails with notsup.
%% > c:y("grammar.yrl").
%% ** error:notsup
-spec y(file:name()) -> no_return().
y(_) -> error(notsup).

%% Would make a parser by yecc, which there is not: fails with notsup.
%% > c:y("grammar.yrl", []).
%% ** error:notsup
-spec y(file:name(), [term()]) -> no_return().
y(_, _) -> error(notsup).

%% Would show what a module calls that is not there: fails with notsup, as there is no cross reference.
%% > c:xm(lists).
%% ** error:notsup
-spec xm(module() | file:name()) -> no_return().
xm(_) -> error(notsup).

%% Says that there is no documentation in a module's object file (the prompt's `h` has it), or that there is no such
%% module.
%% > c:h(lists).
%% {error,missing}
-spec h(module()) -> {error, missing | non_existing}.
h(Module) -> undocumented(Module).

%% Says that there is no documentation in a module's object file; the prompt's `h` has it.
%% > c:h(lists, map).
%% {error,missing}
-spec h(module(), atom()) -> {error, missing | non_existing}.
h(Module, _) -> undocumented(Module).

%% Says that there is no documentation in a module's object file; the prompt's `h` has it.
%% > c:h(lists, map, 2).
%% {error,missing}
-spec h(module(), atom(), arity()) -> {error, missing | non_existing}.
h(Module, _, _) -> undocumented(Module).

undocumented(Module) when is_atom(Module) ->
    case code:which(Module) of
        non_existing -> {error, non_existing};
        _ -> {error, missing}
    end.

%% Says that there is no documentation of types in a module's object file, or that there is no such module.
%% > c:ht(lists).
%% {error,missing}
-spec ht(module()) -> {error, missing | non_existing}.
ht(Module) -> undocumented(Module).

%% Says that there is no documentation of types in a module's object file.
%% > c:ht(lists, map).
%% {error,missing}
-spec ht(module(), atom()) -> {error, missing | non_existing}.
ht(Module, _) -> undocumented(Module).

%% Says that there is no documentation of types in a module's object file.
%% > c:ht(lists, map, 2).
%% {error,missing}
-spec ht(module(), atom(), arity()) -> {error, missing | non_existing}.
ht(Module, _, _) -> undocumented(Module).

%% Says that there is no documentation of callbacks in a module's object file.
%% > c:hcb(lists).
%% {error,missing}
-spec hcb(module()) -> {error, missing | non_existing}.
hcb(Module) -> undocumented(Module).

%% Says that there is no documentation of callbacks in a module's object file.
%% > c:hcb(lists, map).
%% {error,missing}
-spec hcb(module(), atom()) -> {error, missing | non_existing}.
hcb(Module, _) -> undocumented(Module).

%% Says that there is no documentation of callbacks in a module's object file.
%% > c:hcb(lists, map, 2).
%% {error,missing}
-spec hcb(module(), atom(), arity()) -> {error, missing | non_existing}.
hcb(Module, _, _) -> undocumented(Module).

%% Evaluates the file `.erlang` of the first of some folders that has one; its full name. Gives `{error, enoent}` when
%% none has.
%% > c:erlangrc(["no/such/folder"]).
%% {error,enoent}
%% > file:make_dir("erlangrc_dir"), file:write_file("erlangrc_dir/.erlang", "put(read, true)."),
%%   {ok, Name} = c:erlangrc(["erlangrc_dir"]), file:del_dir_r("erlangrc_dir"), {Name, get(read)}.
%% {"erlangrc_dir/.erlang",true}
-spec erlangrc([file:filename()]) -> {ok, file:filename()} | {error, term()}.
erlangrc([_ | _] = Folders) -> file:path_eval(Folders, ".erlang").
