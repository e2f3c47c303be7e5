%%% The commands of the prompt: how they are called and what they do. help() lists them, and a call that does not fit is
%%% answered with those that would.
-module(erlet_commands).

-export([help/0, uses/1, instead/1]).
-export([checked/4, file/2, process/2, refuse/3]).

%% The text of help().
-spec help() -> iolist().
help() -> [["** ", Title, " **\n", [[padded(Calls), "-- ", Text, $\n] || {Calls, Text} <- Commands]]
           || {Title, Commands} <- groups()].

padded(Calls) when length(Calls) < 15 -> string:pad(Calls, 15);
padded(Calls) -> [Calls, $\s].

%% The lines of help() that speak of a command; empty when there is no such command.
-spec uses(atom()) -> [iolist()].
uses(Name) ->
    Begin = atom_to_list(Name) ++ "(",
    [[Calls, " -- ", Text] || {_, Commands} <- groups(), {Calls, Text} <- Commands,
                              lists:any(fun(Call) -> lists:prefix(Begin, Call) end, string:lexemes(Calls, " "))].

groups() ->
    [{"documentation",
      [{"h(Mod) h(Mod:Fun) h(Mod:Fun/Arity)", "what it is for; Mod:Fun? for short, Alt-h at the cursor"},
       {"tour() tour(3)", "ten lessons to type along"},
       {"help()", "this list"}]},
     {"the prompt",
      [{"h() e(N) v(N)", "entries and their values; evaluate entry N again; its value (-1 is the last)"},
       {"history(N) results(N)", "how many entries h() shows; how many values are kept"},
       {"b() f() f(X)", "variables; forget all of them, or one"},
       {"undo()", "forget what the last entry bound and defined"},
       {"f(X) -> X + 1.  -record(r, {a}).  -define(M, 1).  -module(m). ", "definitions"},
       {"rd(r, {a, b = 1}) rr(File) rr(File, [R]) rl() rl(R) rf() rf(R)", "records: define, read from a file, show, forget"},
       {"rp(Value) strings(off)", "show a value with records; lists of characters as numbers"},
       {"save(File)", "write what was entered"},
       {"strict(on) catch_exception(false)", "let errors and exit signals end the prompt's process"},
       {"q()", "quit"}]},
     {"modules and files",
      [{"c(Mod) lc([Mod]) l(Mod)", "compile and load, one or several; load again"},
       {"m() m(Mod)", "what is loaded; what a module exports"},
       {"ls() ls(Dir) cd(Dir) pwd()", "the working directory"}]},
     {"processes",
      [{"<5> pid(0,5,0)", "a pid"},
       {"i() i(Pid) i(0,5,0) i(all) i(mailbox)", "a table; one process; the library's, too; sorted by a column"},
       {"mailbox(Pid) heap(Pid) links(Pid) bt(Pid)", "look into a process: mail, memory, links, calls"},
       {"why(Pid) tree() tree(\"x.svg\") top()", "why it ended; who spawned whom, as a picture; the table, live"},
       {"plot(Pid) plot(Pid, [mailbox])", "its mailbox, memory and reductions in the last minute"},
       {"regs() nregs() memory() flush()", "names; bytes in use; your own messages"},
       {"memory(total) uptime()", "bytes of one kind; how long the program has run"},
       {"check(Mod) notes(off)", "messages of a module that nobody matches or sends; say nothing of lost mail"},
       {"time(Expr) time(Expr, N)", "what an evaluation takes"}]}].

%% What to use instead of a command that other shells have; empty when it is not known.
-spec instead(atom()) -> string().
instead(Name) when Name =:= xm; Name =:= xc; Name =:= xref ->
    "xref is no part of Erlet; `erlet check FILE` shows what the compiler finds";
instead(Name) when Name =:= y; Name =:= yecc -> "yecc is no part of Erlet";
instead(Name) when Name =:= lm; Name =:= mm -> "what is loaded is not compared with files: c(Mod) or l(Mod) loads a module again";
instead(Name) when Name =:= ht; Name =:= hcb -> "h(Mod) and h(Mod:Fun) show the documentation, with its types";
instead(Name) when Name =:= lf; Name =:= fl; Name =:= ff -> "save(File) writes the functions that were entered to a file; undo() forgets the last one";
instead(Name) when Name =:= exit; Name =:= quit; Name =:= bye; Name =:= logout -> "q() ends the prompt, and so does Ctrl-D";
instead(Name) when Name =:= clear; Name =:= cls -> "Ctrl-L clears the screen";
instead(Name) when Name =:= print; Name =:= println; Name =:= printf; Name =:= puts; Name =:= format; Name =:= write ->
    "io:format(\"~p~n\", [Value]) writes a value; io:put_chars(Text) writes a text";
instead(Name) when Name =:= ps; Name =:= observer; Name =:= appmon; Name =:= pman; Name =:= etop ->
    "i() shows the processes, top() shows them live, tree() who spawned whom";
instead(Name) when Name =:= d; Name =:= debugger -> "i(Pid), mailbox(Pid), bt(Pid) and why(Pid) look into a process";
instead(_) -> "".

%%% What commands are given

%% The process that is meant by a pid or a registered name.
-spec process(atom(), term()) -> pid().
process(_, Pid) when is_pid(Pid) -> Pid;
process(Command, Name) when is_atom(Name) ->
    case whereis(Name) of
        Pid when is_pid(Pid) -> Pid;
        _ -> refuse(Command, [Name], unregistered)
    end;
process(Command, Given) -> refuse(Command, [Given], "a process: a pid, such as <5>, or a registered name").

%% The text of a file's name.
-spec file(atom(), term()) -> string().
file(_, Name) when is_atom(Name) -> atom_to_list(Name);
file(Command, Name) ->
    case is_list(Name) orelse is_binary(Name) of
        true ->
            try unicode:characters_to_list(Name) of
                [_ | _] = Text -> Text;
                _ -> refuse(Command, [Name], "the name of a file or folder")
            catch
                error:badarg -> refuse(Command, [Name], "the name of a file or folder")
            end;
        false -> refuse(Command, [Name], "a name: an atom or a string")
    end.

%% What is given, if it is good, else says what a command takes.
-spec checked(boolean(), atom(), term(), string()) -> true.
checked(true, _, _, _) -> true;
checked(false, Command, Given, Wanted) -> refuse(Command, [Given], Wanted).

%% A command cannot do anything with its arguments: what it wants, or why.
-spec refuse(atom(), [term()], string() | unregistered | {because, string()}) -> no_return().
refuse(Command, Args, Why) -> erlang:error(badarg, Args, [{error_info, #{cause => {Command, Why}}}]).
