#!/usr/bin/env escript
%% Compares random calls of modules that know what lies outside a program: `escript compare_outside.escript PATH_OF_ERLET
%% [SEED [COUNT]]`.
%%
%% The script is run again by Erlet; each side calls the functions in a folder of its own, with arguments right and wrong,
%% COUNT (100 unless told) times for each argument that there is, and writes a line for each call. The stack of an
%% exception, the lines that `crypto` names and the time do not count. Shows for each function how many calls differ, and
%% the first that do (SHOW of a function, 2 unless told).
-mode(compile).

main(["run", Folder, Seed, Count]) ->
    logger:set_primary_config(level, none),
    ok = io:setopts([{encoding, unicode}]),
    ok = file:set_cwd(Folder),
    ok = file:write_file("here.x", "hello"),
    ok = file:make_dir("here.d"),
    rand:seed(exsss, list_to_integer(Seed)),
    [call(Call) || {_, _, Arity} = Call <- functions(), _ <- lists:seq(1, list_to_integer(Count) * max(1, Arity))],
    ok;
main([Erlet]) -> main([Erlet, "1"]);
main([Erlet, Seed]) -> main([Erlet, Seed, "100"]);
main([Erlet, Seed, Count]) ->
    Temporary = string:trim(os:cmd("mktemp -d")),
    Sides = [{"otp", ["escript"]}, {"erlet", [Erlet, "--no-deadlock"]}],
    [Theirs, Ours] = [lines(Program, filename:join(Temporary, Name), Seed, Count) || {Name, Program} <- Sides],
    ok = file:del_dir_r(Temporary),
    Calls = lists:zip(Theirs, Ours),
    Differ = [{hd(string:split(T, "(")), T, O} || {T, O} <- Calls, T =/= O],
    Functions = lists:usort([Function || {Function, _, _} <- Differ]),
    [show(Function, [{T, O} || {F, T, O} <- Differ, F =:= Function]) || Function <- Functions],
    io:format("~b calls, ~b differ~n", [length(Calls), length(Differ)]),
    halt(min(1, length(Differ))).

show(Function, Differ) ->
    io:format("~ts: ~b differ~n", [Function, length(Differ)]),
    Shown = list_to_integer(os:getenv("SHOW", "2")),
    [io:format("  otp:   ~ts~n  erlet: ~ts~n", [T, O]) || {T, O} <- lists:sublist(Differ, Shown)].

lines(Program, Folder, Seed, Count) ->
    ok = file:make_dir(Folder),
    Words = Program ++ [escript:script_name(), "run", Folder, Seed, Count, "2>/dev/null"],
    Output = os:cmd("timeout -s KILL 100 " ++ lists:join(" ", Words)),
    string:split(string:trim(Output), "\n", all).

functions() ->
    [{Module, Function, Arity} || {Module, Functions} <- table(), {Function, Arities} <- Functions, Arity <- Arities].

table() ->
    [{erl_anno, [{F, [1]} || F <- [new, is_anno, to_term, column, end_location, file, generated, line, location, record, text]]
          ++ [{F, [2]} || F <- [set_file, set_generated, set_line, set_location, set_record, set_text]]},
     {zlib, [{F, [1]} || F <- [compress, uncompress, zip, unzip, gzip, gunzip, crc32]]},
     {filelib, [{F, [1]} || F <- [is_dir, is_file, is_regular, file_size, ensure_dir, ensure_path, wildcard]]
          ++ [{wildcard, [2]}, {safe_relative_path, [2]}, {find_file, [2]}, {find_source, [2]}, {fold_files, [5]}]},
     {os, [{getenv, [1, 2]}, {putenv, [2]}, {unsetenv, [1]}, {find_executable, [1, 2]}, {set_signal, [2]}, {type, [0]}]},
     {code, [{F, [1]} || F <- [which, is_loaded, ensure_loaded, lib_dir, priv_dir, get_object_code, load_file, purge, soft_purge,
                               delete, where_is_file, add_path, del_path, is_sticky, load_abs, ensure_modules_loaded]]
          ++ [{load_binary, [3]}, {lib_dir, [2]}, {replace_path, [2]}, {add_paths, [1]}, {del_paths, [1]}]},
     {init, [{get_argument, [1]}]},
     {crypto, [{hash, [2]}, {mac, [3, 4]}, {exor, [2]}, {bytes_to_integer, [1]}, {mod_pow, [3]}, {hash_equals, [2]}]},
     {uri_string, [{F, [1]} || F <- [parse, normalize, recompose, quote, unquote, dissect_query, compose_query, percent_decode]]
          ++ [{resolve, [2]}]},
     {escript, [{create, [2]}, {extract, [2]}]}].

call({Module, Function, Arity}) ->
    Args = [pick(values()) || _ <- lists:seq(1, Arity)],
    %% Modules of OTP lie in files, and PATH is that of `erl`.
    Apart = Module =:= code andalso lists:any(fun(Arg) -> lists:member(Arg, [lists, erlang]) end, Args)
        orelse Module =:= os andalso lists:member("PATH", Args),
    Apart orelse io:format("~w:~w(~ts) ~ts~n", [Module, Function, lists:join(", ", [shown(Arg) || Arg <- Args]), shown(outcome(Module, Function, Args))]).

%% Funs have names of their own on either side.
shown(Term) -> re:replace(io_lib:format("~0tp", [Term]), "#Fun<[^>]*>", "#Fun", [global, unicode]).

outcome(Module, Function, Args) ->
    try {value, apply(Module, Function, Args)}
    catch
        error:{Reason, {File, Line}, Text} when is_list(File), is_integer(Line) -> {error, {Reason, File, Text}};
        Class:Reason -> {Class, Reason}
    end.

pick(Values) -> lists:nth(rand:uniform(length(Values)), Values).

values() ->
    [a, "abc", <<"abc">>, 1, -1, 0, 5, 10, 1 bsl 70, [], {}, {a, 1}, [{a, 1}], [{"a", "b"}], #{}, 1.5, <<1:3>>, [1000], [233], true,
     undefined, {1, 2}, {1, 2, 3}, [{location, {1, 2}}], sha256, md5, sha, hmac, aes_128_cbc, poly1305, utf8, second, lists, erlang,
     no_such, "here.x", "here.d", "*.x", "here.*", "?*.{x,d}", "no/such", "/etc", "..", "a/../b", "PATH", "HOME", "sh", "yes",
     "http://u@h:80/a/../b?x=y#f", <<"http://a/b?c">>, "a=b&c=d", "%41%zz", #{path => "/a"}, #{host => "x", path => "a"}, sigusr1,
     default, ignore, fun(_, Acc) -> [x | Acc] end, <<120, 156, 75, 76, 74, 6, 0, 2, 77, 1, 39>>, shebang, [shebang, {source, "here.x"}],
     [{source, <<"main(_) -> ok.\n">>}]].
