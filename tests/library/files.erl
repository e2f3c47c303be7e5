%% Calls the functions on files with a table of arguments, errors included, and prints what each gives: `main([Folder])`,
%% where the folder is new and empty. Run it by compare_files.
-module(files).
-export([main/1]).

-include_lib("kernel/include/file.hrl").

main([Folder]) ->
    ok = io:setopts([{encoding, unicode}]),
    ok = file:set_cwd(Folder),
    prepare(),
    [show(Function, Args) || {Function, Lists} <- table(), Args <- Lists],
    [show_case(Case) || Case <- cases()],
    ok.

%% A file, an empty one, one of terms, a folder with a file, links: to a file, to a folder, to nothing, in a circle.
prepare() ->
    [ok = file:make_dir(Name) || Name <- ["folder", "folder/deep"]],
    [ok = file:write_file(Name, Text) || {Name, Text} <- contents()],
    [ok = file:make_symlink(To, Name) || {Name, To} <- links()],
    ok.

contents() ->
    [{"plain", "line one\nline two\nlast"},
     {"empty", ""},
     {"terms", "{a, 1}.\n[b, \"c\"].\n"},
     {"bad_terms", "{a, 1}.\n{b.\nc.\n"},
     {"unbound", "{a, X}.\n"},
     {"script", "X = 2.\nX * 21.\n"},
     {"failing", "1.\nerror(oops).\n"},
     {"latin", <<"%% -*- coding: latin-1 -*-\n\"", 228, "\".\n">>},
     {"not_utf8", <<"\"", 228, "\".\n">>},
     {"folder/inner.txt", "inner"},
     {"folder/deep/a.erl", ""},
     {"folder/deep/b.erl", ""}].

links() ->
    [{"link", "plain"}, {"folder_link", "folder"}, {"dangling", "nothing"}, {"loop_a", "loop_b"}, {"loop_b", "loop_a"}].

names() ->
    ["plain", <<"plain">>, 'plain', ["pl", "ain"], "empty", "folder", "link", "folder_link", "dangling", "loop_a", "nothing", "plain/x",
     "nothing/x", "", "a\0b", 17, [a], "folder/inner.txt", lists:duplicate(300, $x), "/proc/version", "."].

table() ->
    [{{file, F}, [[Name] || Name <- names()]} || F <- [read_file, list_dir, list_dir_all, read_link, read_link_all]]
        ++ [{{filelib, F}, [[Name] || Name <- names() ++ ["/dev/full", "..", "/"]]} || F <- [is_file, is_dir, is_regular, file_size]]
        ++ [{{file, F}, [["nothing"], [""], [17], ["folder"], ["plain"], ["plain/x"], ["loop_a"], ["/proc/version"], ["nothing/x"], ["a\0b"]]}
            || F <- [consult, eval, script]]
        ++ [{{file, consult}, [["terms"], ["bad_terms"], ["unbound"], ["latin"], ["not_utf8"], ["empty"]]},
            {{file, script}, [["script"], ["failing"], ["bad_terms"], ["empty"]]},
            {{file, eval}, [["script"], ["failing"], ["bad_terms"]]},
            {{file, path_consult}, [[["folder", "."], "terms"], [["folder"], "terms"], [[], "terms"], [[x], "terms"], [["."], 1]]},
            {{file, path_script}, [[["folder", "."], "script"], [["folder"], "script"]]},
            {{file, open}, [[Name, [Mode]] || Name <- ["nothing", "folder", "", "loop_a", "plain/x", "/proc/version", 17, "a\0b", "folder/"],
                                               Mode <- [read, write, append, exclusive, x]]
                           ++ [["plain", Modes] || Modes <- [[exclusive, write], [x], x, [read, {encoding, foo}], [{read_ahead, -1}], [ram], []]]},
            {{file, make_dir}, [["folder"], ["plain"], ["nothing/x"], ["plain/x"], [""], [17], ["dangling"], ["made"], ["made"], ["loop_a/x"], ["/proc/x"]]},
            {{file, del_dir}, [["made"], ["made"], ["folder"], ["plain"], ["nothing"], ["link"], [""], ["."], [17], ["folder_link"], ["/proc"]]},
            {{file, delete}, [["nothing"], ["folder"], ["loop_a/x"], ["plain/x"], [""], [17], ["/proc/version"], ["a\0b"]]},
            {{file, rename}, [["nothing", "x"], ["plain", "folder"], ["folder", "plain"], ["plain", "nothing/x"], ["folder", "folder/inside"],
                              ["plain", ""], ["loop_a/x", "y"], [17, "x"], ["empty", "empty2"], ["empty2", "empty"], ["empty", "/proc/x"]]},
            {{file, copy}, [["plain", "copy"], ["plain", "copy", 4], ["nothing", "copy"], ["folder", "copy"], ["plain", "folder"], ["plain", "nothing/x"],
                            ["plain", "/dev/full"], ["loop_a", "copy"], ["plain", 17], [{"plain", [read]}, {"copy", [write]}], ["plain", "copy", -1],
                            ["empty", "copy"], ["plain", "/dev/null", infinity]]},
            {{file, read_file}, [["copy"]]},
            {{file, write_file}, [["w", "abc"], ["w", [<<"d">>, $e]], ["w", "abc", [append]], ["w", "abc", [exclusive]], ["folder", "a"], ["nothing/x", "a"],
                                  ["plain/x", "a"], ["loop_a", "a"], ["", "a"], [17, "a"], ["w", [256]], ["w", a], ["/dev/full", "a"], ["/proc/version", "a"],
                                  ["w", "a", [x]], ["w", "a", x]]},
            {{file, make_link}, [["plain", "hard"], ["plain", "hard"], ["nothing", "x"], ["folder", "x"], ["plain", "nothing/x"], [17, "x"], ["plain", ""]]},
            {{file, make_symlink}, [["plain", "link"], ["plain", "nothing/x"], [17, "x"], ["", "x"], ["plain", ""], ["a\0b", "x"]]},
            {{file, truncate}, [[x], [1]]},
            {{file, change_mode}, [["plain", 8#640], ["nothing", 8#640], ["plain", x], ["dangling", 8#640], ["loop_a", 8#640], ["/proc/version", 8#777]]},
            {{file, change_owner}, [["nothing", 0], ["plain", x], ["plain", 0], ["plain", 0, 0]]},
            {{file, change_time}, [["nothing", {{2020, 1, 1}, {0, 0, 0}}], ["plain", {{2020, 1, 2}, {3, 4, 5}}], ["plain", x],
                                   ["plain", {{2020, 1, 2}, {3, 4, 5}}, {{2021, 1, 2}, {3, 4, 5}}]]},
            {{filelib, last_modified}, [["plain"], ["nothing"], [17]]},
            {{file, set_cwd}, [["nothing"], ["plain"], ["loop_a"], [""], [17], ["a\0b"], ["folder"], [".."]]},
            {{file, advise}, [[x, 0, 0, normal]]},
            {{file, format_error}, [[Reason] || Reason <- [enoent, eacces, eisdir, enotdir, eloop, enospc, badarg, terminated, system_limit, foo, eexist,
                                                           {3, erl_parse, ["bad"]}, {1, file, undefined_script}, einval, emfile, erofs, exdev, enotempty]]},
            {{file, pid2name}, [[self()]]},
            {{file, native_name_encoding}, [[]]},
            {{filelib, wildcard}, [["*"], ["folder/*"], ["**/*.erl"], ["folder/**"], ["{plain,empty}"], ["[pe]*"], ["?????"], ["nothing/*"], ["*/inner.txt"],
                                   ["folder/deep/[a-b].erl"], ["[^p]*"], ["folder_link/*"], ["", "folder"], ["*", "folder"], ["*", "nothing"], ["**", "folder"],
                                   ["plain"], ["./plain"], ["folder/../plain"], ["{p,e}*"], ["{plain"], ["[ab"], [17], [""], ["*.{txt,erl}", "folder"], ["\\*"]]},
            {{filelib, ensure_dir}, [["new/dir/file"], ["new/dir/file"], ["plain/x/y"], ["dangling/x"], ["file"], [""], ["loop_a/x"], ["/proc/x/y"]]},
            {{filelib, ensure_path}, [["new2/dir"], ["new2/dir"], ["plain/x"], ["plain"], ["dangling/x"]]},
            {{filelib, fold_files}, [["folder", ".*", Deep, fun(File, Acc) -> [File | Acc] end, []] || Deep <- [true, false]]
                                    ++ [["folder", "\\.erl$", true, fun(File, Acc) -> [File | Acc] end, []], ["nothing", ".*", true, fun(_, Acc) -> Acc end, 0]]},
            {{filelib, find_file}, [["plain", "."], ["nothing", "."], ["inner.txt", "folder"]]},
            {{filelib, find_source}, [["a.beam", "folder/deep"], ["nothing.beam", "folder"]]},
            {{filelib, safe_relative_path}, [["a/../b", "."], ["../x", "."], ["folder_link/x", "."], ["/x", "."], ["link", "."]]},
            {{file, del_dir_r}, [["nothing"], ["plain/x"], ["new2"], ["new"], ["hard"], ["dangling"], [17]]},
            {{filename, basedir}, [[Kind, "app"] || Kind <- [user_cache, user_config, user_data, user_log, site_config, site_data, x]]},
            {{filename, absname}, [["x"], ["/x"], [<<"x">>], ["../x"]]},
            {{os, getenv}, [["NO_SUCH_VARIABLE"], ["NO_SUCH_VARIABLE", "none"], [17], ["A=B"], [""]]},
            {{os, putenv}, [["ERLET_V", "value"], ["", "x"], ["A=B", "x"], [17, "x"], ["V", "a\0b"]]},
            {{os, getenv}, [["ERLET_V"]]}, {{os, unsetenv}, [["ERLET_V"], ["A=B"], [17]]}, {{os, getenv}, [["ERLET_V"]]},
            {{os, type}, [[]]},
            {{os, find_executable}, [["sh", "/bin:/usr/bin"], ["no_such_program"], ["plain", "."], [17], ["/bin/sh"], ["folder", "."]]},
            {{os, cmd}, [["echo one; echo two >&2"], ["exit 3"], ["cat nothing"], ["printf 'a\\nb'"], [17], ["echo \0"], ["no_such_program_x 2>/dev/null"],
                         ["echo ä"], ["cat", #{}], ["yes | head -c 10", #{max_size => 4}], ["echo x", #{max_size => x}]]},
            {{code, which}, [[no_such_module], [lists_x]]}, {{code, is_loaded}, [[no_such_module]]},
            {{code, load_file}, [[no_such_module]]}, {{code, ensure_loaded}, [[no_such_module]]}, {{code, purge}, [[no_such_module]]},
            {{code, soft_purge}, [[no_such_module]]}, {{code, delete}, [[no_such_module]]},
            {{code, load_binary}, [[no_such_module, "x.beam", <<"junk">>], [no_such_module, "x.beam", junk]]},
            {{code, load_abs}, [["nothing/x"]]}, {{code, lib_dir}, [[no_such_app]]}, {{code, priv_dir}, [[no_such_app]]},
            {{code, module_status}, [[no_such_module]]}, {{code, where_is_file}, [["no_such.beam"]]}].

show({Module, Function}, Args) -> outcome({Module, Function, Args}, fun() -> apply(Module, Function, Args) end).

show_case({Name, Fun}) -> outcome(Name, Fun).

outcome(Label, Fun) ->
    Outcome = try Fun() catch Class:Reason -> {Class, Reason} end,
    io:format("~0tp => ~0tp~n", [masked(Label), masked(ordered(Label, Outcome))]).

%% A folder's entries come in any order, and /proc/version says what it likes.
ordered({file, List, _}, {ok, Names}) when List =:= list_dir; List =:= list_dir_all -> {ok, lists:sort(Names)};
ordered({_, _, ["/proc/version" | _]}, {ok, Text}) when is_binary(Text) -> {ok, text};
ordered(_, Outcome) -> Outcome.

masked(Pid) when is_pid(Pid) -> pid;
masked(Port) when is_port(Port) -> port;
masked(Fun) when is_function(Fun) -> 'fun';
masked(Ref) when is_reference(Ref) -> ref;
masked({file_descriptor, _, _}) -> descriptor;
masked(Tuple) when is_tuple(Tuple) -> list_to_tuple(masked(tuple_to_list(Tuple)));
masked([Head | Tail]) -> [masked(Head) | masked(Tail)];
masked(Term) -> Term.

%%% What needs more than one call

cases() ->
    [{info, fun() -> [info(file:read_file_info(Name)) || Name <- ["plain", "folder", "link", "nothing", "loop_a", "dangling", 17, "plain/x"]] end},
     {link_info, fun() -> [info(file:read_link_info(Name)) || Name <- ["link", "dangling", "loop_a", "plain"]] end},
     {posix_time, fun() -> {ok, #file_info{mtime = T}} = file:read_file_info("plain", [{time, posix}]), is_integer(T) end},
     {write_info, fun() -> [file:write_file_info("plain", #file_info{mode = 8#600}), file:write_file_info("nothing", #file_info{mode = 8#600}),
                            file:write_file_info("plain", x)] end}]
        ++ [{{full, Modes}, fun() -> full(Modes) end} || Modes <- [[write], [write, raw], [write, raw, delayed_write], [append]]]
        ++ [{{closed, Modes}, fun() -> closed(Modes) end} || Modes <- [[read, write], [read, write, raw], [read, write, binary]]]
        ++ [{{Operation, Modes}, fun() -> on_file(Modes, Operation) end}
            || Modes <- [[read], [read, raw], [read, binary], [read, raw, binary, read_ahead], [write], [write, raw], [append, raw], [read, write], [read, write, raw]],
               Operation <- operations()]
        ++ [{{port, Command}, fun() -> port(Command, Options) end} || {Command, Options} <- ports()].

info({ok, #file_info{type = Type, size = Size, mode = Mode, links = Links}}) -> {Type, case Type of directory -> dir; _ -> Size end, Mode band 8#170000, Links > 0};
info(Other) -> Other.

full(Modes) ->
    {ok, File} = file:open("/dev/full", Modes),
    [file:write(File, "abc"), file:sync(File), file:datasync(File), file:close(File)].

closed(Modes) ->
    {ok, File} = file:open("plain", Modes),
    ok = file:close(File),
    [try Fun() catch Class:Reason -> {Class, Reason} end
     || Fun <- [fun() -> file:read(File, 2) end, fun() -> file:write(File, "x") end, fun() -> file:position(File, 0) end, fun() -> file:close(File) end,
                fun() -> file:pread(File, 0, 1) end, fun() -> file:pwrite(File, 0, "x") end, fun() -> file:truncate(File) end, fun() -> file:sync(File) end,
                fun() -> file:read_line(File) end]].

operations() ->
    [[{read, 4}, {read, 100}, {read, 1}], [{read, 0}, {read, -1}, {read, x}], [{read_line}, {read_line}, {read_line}, {read_line}],
     [{position, {bof, 3}}, {read, 2}, {position, {cur, -1}}, {read, 2}, {position, {eof, -2}}, {read, 9}, {position, cur}],
     [{position, -1}, {position, {bof, -1}}, {position, {cur, -100}}, {position, x}, {position, {x, 1}}, {position, 1000}, {read, 1}],
     [{pread, 2, 3}, {pread, 100, 3}, {pread, -1, 2}, {pread, [{0, 2}, {3, 2}, {100, 1}]}, {pread, 0, 0}, {pread, x, 1}, {position, cur}],
     [{write, "abc"}, {position, 0}, {read, 10}], [{write, [256]}, {write, x}, {write, [<<"a">>, "b"]}, {position, cur}],
     [{pwrite, 2, "zz"}, {pwrite, [{0, "a"}, {9, "b"}]}, {pwrite, -1, "a"}, {position, 0}, {read, 20}], [{position, 3}, {truncate}, {position, 0}, {read, 20}],
     [{allocate, 0, 10}, {advise, 0, 0, sequential}, {advise, 0, 0, x}, {sync}, {datasync}]].

on_file(Modes, Operations) ->
    ok = file:write_file("scratch", "line one\nline two\nlast"),
    {ok, File} = file:open("scratch", Modes),
    Results = [try apply(file, element(1, Operation), [File | tl(tuple_to_list(Operation))]) catch Class:Reason -> {Class, Reason} end
               || Operation <- Operations, element(1, Operation) =/= allocate],
    {Results, file:close(File), file:read_file("scratch")}.

ports() ->
    [{{spawn, "echo hi"}, [exit_status]}, {{spawn, "exit 3"}, [exit_status]}, {{spawn, "no_such_program_here"}, [exit_status]},
     {{spawn_executable, "/bin/echo"}, [{args, ["a b", <<"c">>]}, exit_status]}, {{spawn_executable, "/nothing"}, []}, {{spawn_executable, "plain"}, []},
     {{spawn_executable, "folder"}, []}, {{spawn, ""}, []}, {{spawn, 17}, []}, {{spawn, "echo"}, [x]}, {{spawn, "echo"}, x},
     {{spawn, "printf 'a\\nbc\\nd'"}, [{line, 2}, exit_status]}, {{spawn, "printf 'a\\nbc\\nd'"}, [{line, 20}, exit_status, binary]},
     {{spawn, "printf '\\0\\2ab\\0\\1c'"}, [{packet, 2}, exit_status]}, {{spawn, "echo $ERLET_X"}, [{env, [{"ERLET_X", "y"}]}, exit_status]},
     {{spawn, "echo $HOME"}, [{env, [{"HOME", false}]}, exit_status]}, {{spawn, "pwd | tail -c 7"}, [{cd, "folder"}, exit_status]}, {{spawn, "pwd"}, [{cd, "nothing"}, exit_status]},
     {{spawn, "echo err >&2"}, [stderr_to_stdout, exit_status]}, {{spawn_executable, "/bin/sh"}, [{args, ["-c", "exit 7"]}, exit_status, eof]},
     {{spawn_executable, "/bin/sh"}, [{arg0, "name"}, {args, ["-c", "echo $0"]}, exit_status]}, {{spawn, "echo"}, [{packet, 3}]}, {{spawn, "echo"}, [{line, 0}]},
     {{spawn_executable, "/bin/sh"}, [{args, x}]}, {{spawn_driver, "nothing"}, []}, {{fd, 100, 101}, [in]}].

port(Command, Options) ->
    Port = open_port(Command, Options),
    heard(Port, lists:member(exit_status, Options), []).

heard(Port, true, Acc) ->
    receive
        {Port, {exit_status, Status}} -> {lists:reverse(Acc), Status};
        {Port, {data, Data}} -> heard(Port, true, joined(Data, Acc))
    after 5000 -> {lists:reverse(Acc), nothing}
    end;
heard(Port, false, _) ->
    catch port_close(Port),
    opened.

%% Plain data may come in any pieces.
joined(Data, [Before | Acc]) when is_list(Data), is_list(Before), Data =/= [], length(Before) > 2 -> [Before ++ Data | Acc];
joined(Data, Acc) -> [Data | Acc].
