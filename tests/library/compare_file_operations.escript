#!/usr/bin/env escript
%% Compares random sequences of operations on files: `escript compare_file_operations.escript PATH_OF_ERLET [SEED [COUNT]]`.
%%
%% The script is run again by Erlet; each side opens files of a folder of its own with random modes, does random operations
%% with arguments right and wrong, and writes a line for each case. The lines must be the same.
-mode(compile).

main(["run", Folder, Seed, Count]) ->
    logger:set_primary_config(level, none),
    ok = io:setopts([{encoding, unicode}]),
    ok = file:set_cwd(Folder),
    prepare(),
    _ = [run(N, list_to_integer(Seed)) || N <- lists:seq(1, list_to_integer(Count))],
    ok;
main([Erlet]) -> main([Erlet, "1", "1000"]);
main([Erlet, Seed]) -> main([Erlet, Seed, "1000"]);
main([Erlet, Seed, Count]) ->
    Temporary = string:trim(os:cmd("mktemp -d")),
    Sides = [{"otp", ["escript"]}, {"erlet", [Erlet, "--no-deadlock"]}],
    [Theirs, Ours] = [lines(Program, filename:join(Temporary, Name), Seed, Count) || {Name, Program} <- Sides],
    ok = file:del_dir_r(Temporary),
    %% Either side may meet a call that never returns; what came before it is compared.
    Both = min(length(Theirs), length(Ours)),
    Differ = [Pair || {T, O} = Pair <- lists:zip(lists:sublist(Theirs, Both), lists:sublist(Ours, Both)), T =/= O],
    [io:format("otp:   ~ts~nerlet: ~ts~n", [T, O]) || {T, O} <- Differ],
    io:format("~b cases of ~ts, ~b differ~n", [Both, Count, length(Differ)]),
    halt(min(1, length(Differ))).

lines(Program, Folder, Seed, Count) ->
    ok = file:make_dir(Folder),
    Words = Program ++ [escript:script_name(), "run", Folder, Seed, Count],
    Output = os:cmd("timeout -s KILL 100 " ++ lists:join(" ", Words)),
    string:split(string:trim(Output), "\n", all).

%% What the folder holds before every case.
prepare() ->
    [ok = file:make_dir(Name) || Name <- ["d", "d/e", "d/.h"]],
    [ok = file:write_file(Name, "") || Name <- ["ab", "abc", "b[c", "d/ab.erl", "d/e/b.erl", "d/e/c{d}", "d/.h/x", "{a,b}", "a*"]],
    ok.

contents() ->
    ["", "a", "line one\nline two\nlast", "{term, 1}.\n[b].\n", "x\r\ny\r\n\n\nz", <<"gr", 195, 188, "n\n", 255, "end">>,
     <<"h\303\251\n"/utf8>>, [lists:duplicate(300, "0123456789"), "\n", "end"], zlib:gzip("packed\nlines\n"), "12 abc 3.5"].

run(N, Seed) ->
    _ = rand:seed(exsss, Seed * 1000000 + N),
    ok = file:write_file("f", pick(contents())),
    _ = file:delete("new"),
    Outcome = case rand:uniform(5) of
                  1 -> {Function, Args} = on_names(), {Function, Args, plain(shown(fun() -> apply(file_or_lib(Function), Function, Args) end))};
                  _ -> on_a_file()
              end,
    io:format("~b ~0tp~n", [N, {Outcome, [content(Name) || Name <- ["f", "new"]]}]).

%% Packers may give other bytes for the same text.
content(Name) ->
    case file:read_file(Name) of
        {ok, <<31, 139, _/binary>> = Packed} -> {packed, try zlib:gunzip(Packed) catch error:_ -> Packed end};
        Result -> Result
    end.

%%% One open file

on_a_file() ->
    Modes = without([mode() || _ <- lists:seq(1, rand:uniform(4))]),
    Name = pick(["f", "f", "f", "f", "new", "d", "none/x"]),
    Operations = [Operation || _ <- lists:seq(1, rand:uniform(6)), Operation <- [operation()], is_comparable(Operation, Modes)],
    case shown(fun() -> file:open(Name, Modes) end) of
        {value, {ok, File}} ->
            Done = [{Operation, masked(Operation, shown(fun() -> done(Operation, File) end))} || Operation <- Operations],
            {Name, Modes, Done, plain(shown(fun() -> file:close(File) end))};
        Other -> {Name, Modes, plain(Other)}
    end.

%% OTP fails to open a file of the modes compressed and exclusive alone, or of compressed twice; of two delays either counts.
without(Modes) ->
    Once = [Mode || {N, Mode} <- lists:enumerate(Modes), kind(Mode) =/= delayed_write orelse N =:= 1],
    case lists:member(compressed, Once) of
        true -> [compressed | [Mode || Mode <- Once, Mode =/= compressed, Mode =/= exclusive]];
        false -> Once
    end.

%% Whether both are expected to do the same: OTP's files in memory know no lines, what is packed or written later has no
%% information, its process ends of characters that are none, and what a process that reads another encoding says of broken characters depends on how far ahead it was.
%% Going far in what is being packed writes as many zeros.
is_comparable({file, position, [Place]}, Modes) when is_integer(Place), Place > 1000 -> not lists:member(compressed, Modes);
is_comparable({file, read_line, _}, Modes) -> not lists:member(ram, Modes);
is_comparable({file, Function, _}, Modes)
  when Function =:= read_file_info; Function =:= allocate; Function =:= truncate; Function =:= advise; Function =:= sync; Function =:= datasync ->
    [] =:= [Mode || Mode <- Modes, lists:member(kind(Mode), [ram, compressed, delayed_write])];
is_comparable({io, put_chars, _}, Modes) -> [] =:= [Mode || Mode <- Modes, lists:member(kind(Mode), [compressed, delayed_write])];
is_comparable({io, Function, _}, Modes) when Function =:= read; Function =:= fread; Function =:= scan_erl_exprs; Function =:= request ->
    not lists:member(encoding, [kind(Mode) || Mode <- Modes]);
is_comparable({file, Function, [[x]]}, Modes) when Function =:= pread; Function =:= pwrite ->
    not lists:member(delayed_write, [kind(Mode) || Mode <- Modes]);
is_comparable({file, pwrite, _}, Modes) -> not lists:member(encoding, [kind(Mode) || Mode <- Modes]);
is_comparable({_, Function, _}, Modes) when Function =:= read; Function =:= get_line; Function =:= get_chars; Function =:= pread ->
    [] =:= [Wide || {encoding, Wide} <- Modes, not lists:member(Wide, [latin1, utf8, unicode])];
is_comparable(_, _) -> true.

kind(Mode) when is_tuple(Mode) -> element(1, Mode);
kind(Mode) -> Mode.

mode() ->
    pick([read, read, read, write, write, append, exclusive, raw, raw, binary, binary, ram, compressed, sync, directory, delayed_write, read_ahead,
          {delayed_write, pick([10, 0, 1000]), 100000}, {read_ahead, pick([1, 7, 1000])}, {encoding, encoding()}, pick([x, 17, {x, 1}])]).

encoding() -> pick([latin1, unicode, utf8, utf16, {utf16, little}, utf32, x]).

done({file, Function, Args}, File) -> apply(file, Function, [File | Args]);
done({io, Function, Args}, File) -> apply(io, Function, [File | Args]);
done({copy, To, Limit}, File) -> file:copy(File, To, Limit);
done({copy_from, From}, File) -> file:copy(From, File).

operation() ->
    case rand:uniform(20) of
        1 -> {copy, pick(["new", {"new", [append]}]), count()};
        2 -> {copy_from, "ab"};
        N when N < 14 -> {file, Function, Args} = {file, Function, Args} = file_operation(), {file, Function, Args};
        _ -> io_operation()
    end.

file_operation() ->
    pick([{file, read, [count()]}, {file, read, [count()]}, {file, read_line, []}, {file, write, [data()]}, {file, write, [data()]},
          {file, pread, [place(), count()]}, {file, pread, [pick([[], x, [{place(), count()}], [{0, 2}, {place(), count()}], [x]])]},
          {file, pwrite, [place(), data()]}, {file, pwrite, [pick([[], x, [{place(), data()}], [{0, "ab"}, {place(), data()}], [x]])]},
          {file, position, [location()]}, {file, position, [location()]}, {file, truncate, []}, {file, sync, []}, {file, datasync, []},
          {file, advise, [place(), place(), pick([normal, sequential, x, 1])]}, {file, allocate, [place(), pick([0, 10, -1, x])]}, {file, close, []},
          {file, read_file_info, []}]).

io_operation() ->
    pick([{io, get_line, ['']}, {io, get_line, ['']}, {io, get_chars, ['', count()]}, {io, put_chars, [pick([data(), "gr\x{fc}n \x{20ac}"])]},
          {io, put_chars, [pick([latin1, unicode]), data()]}, {io, nl, []}, {io, format, [pick(["~p~n", "~ts", "~s", "~"]), [pick([x, "ab", "\x{20ac}", 17])]]},
          {io, read, ['']}, {io, fread, ['', pick(["~d", "~s ~s", "~f", "~"])]}, {io, getopts, []}, {io, rows, []},
          {io, setopts, [pick([[binary], [list], [{binary, true}], [{encoding, encoding()}], [x], x, [{echo, true}]])]},
          {io, scan_erl_exprs, ['']}, {io, request, [pick([getopts, x, {get_until, '', x, y, []}, {put_chars, latin1, "q"}, {requests, [getopts]}])]}]).

count() -> pick([0, 1, 2, 5, 10, 100, 5000, -1, x]).
place() -> pick([0, 1, 3, 10, 30, 3001, -1, x, 1 bsl 64]).
data() -> pick(["", "abc", <<"xyz">>, ["a", [<<"b">>], $c], "two\nlines\n", [256], x, <<1:3>>, [x], "\x{fc}", <<"\303\274">>, {a}]).

location() ->
    pick([0, 2, 10, -1, x, bof, cur, eof, {bof, pick([0, 5, -1, x])}, {cur, pick([0, 1, -1, -100])}, {eof, pick([0, -1, -3, 2, -9000])}, {x, 1}, 1 bsl 63, 1 bsl 70]).

%%% Functions of names

on_names() ->
    case rand:uniform(3) of
        1 -> {wildcard, [flat(pattern(), 0) | pick([[], ["d"], ["none"]])]};
        2 -> pick([{F, [name()]} || F <- [read_file, list_dir, make_dir, del_dir, delete, read_link, consult, is_dir, is_file, is_regular, file_size, ensure_dir]]);
        _ -> pick([{rename, [name(), name()]}, {copy, [name(), name()]}, {copy, [{name(), [mode()]}, {name(), [mode()]}]}, {write_file, [name(), data()]},
                   {write_file, [name(), data(), [mode()]]}, {make_link, [name(), name()]}, {path_open, [["d", "none"], "ab.erl", [mode()]]}])
    end.

file_or_lib(F) when F =:= wildcard; F =:= is_dir; F =:= is_file; F =:= is_regular; F =:= file_size; F =:= ensure_dir -> filelib;
file_or_lib(_) -> file.

name() -> pick(["f", "f", "new", <<"f">>, 'f', "none/x", "", x, 17, ["f", 0], [$f | x], "f/x", "f/", "d/e", {f}]).

pattern() -> lists:append([pick(["a", "b", "c", "d", "/", "/", "*", "**", "?", "[", "]", "[a-c]", "[^a]", "{", "}", ",", "{a,b}", "{a,{b,d}}", "\\", ".", "-", "e", ".erl"])
                           || _ <- lists:seq(1, rand:uniform(7))]).

%% OTP fails at braces in braces and at slashes in braces; of an escaped slash at the beginning it makes a folder without name.
flat([$\\ | Pattern], 0) -> flat(Pattern, 0);
flat([Char | Pattern], Depth) when Depth > 0, Char =:= ${ orelse Char =:= $/ -> flat(Pattern, Depth);
flat([${ | Pattern], Depth) -> [${ | flat(Pattern, Depth + 1)];
flat([$} | Pattern], Depth) -> [$} | flat(Pattern, max(0, Depth - 1))];
flat([Char | Pattern], Depth) -> [Char | flat(Pattern, Depth)];
flat([], _) -> [].

%%% What is shown

shown(Fun) ->
    try {value, Fun()}
    catch Class:Reason -> {Class, Reason}
    end.

%% Open files have no names that could be compared; of a file's record only the kind and the size.
masked({file, read_file_info, _}, {value, {ok, Info}}) -> {value, {element(2, Info), element(3, Info)}};
masked(_, Outcome) -> plain(Outcome).

plain(Term) when is_pid(Term); is_reference(Term); is_function(Term); is_port(Term) -> opaque;
plain({file_descriptor, Module, _}) -> case Module of ram_file -> ram; _ -> raw end;
plain(Tuple) when is_tuple(Tuple) -> list_to_tuple(plain(tuple_to_list(Tuple)));
plain([Head | Tail]) -> [plain(Head) | plain(Tail)];
plain(Term) -> Term.

pick(List) -> lists:nth(rand:uniform(length(List)), List).
