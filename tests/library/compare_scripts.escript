#!/usr/bin/env escript
%% Runs the scripts of scripts.text by OTP's escript and by Erlet: `LC_ALL=C.UTF-8 escript compare_scripts.escript PATH_OF_ERLET [NAME]`.
%%
%% Each runs in a folder of its own. What it writes to standard output and its status must be the same; a script that OTP
%% ends with 127 ends here with 1 when it ran and crashed, with 2 when it is no program (ARCHITECTURE.md, Differences). What a
%% script writes to standard error must be the same where it ends well, but for the compiler's warnings. A script that
%% `differs` must differ. SHOW=1 shows what each gave, equal or not.
-mode(compile).

main([Erlet]) -> main([Erlet, ""]);
main([Erlet, Part]) ->
    ok = io:setopts([{encoding, unicode}]),
    Scripts = [Script || {Name, _, _} = Script <- scripts(), string:find(Name, Part) =/= nomatch],
    Folder = string:trim(os:cmd("mktemp -d")),
    Differ = [Name || {Name, _, _} = Script <- Scripts, differs(Script, Erlet, Folder)],
    ok = file:del_dir_r(Folder),
    io:format("~b scripts, ~b differ~n", [length(Scripts), length(Differ)]),
    halt(min(1, length(Differ))).

scripts() ->
    {ok, Text} = file:read_file(filename:join(filename:dirname(escript:script_name()), "scripts.text")),
    [_ | Parts] = re:split(Text, "^==== ", [multiline, unicode]),
    [script(Part) || Part <- Parts].

script(Part) ->
    [Name, Below] = string:split(Part, "\n"),
    {Head, Body} = case string:split([$\n, Below], "\n\n") of
                       [Head0, Body0] -> {Head0, Body0};
                       [Head0] -> {Head0, ""}
                   end,
    {unicode:characters_to_list(Name), settings(string:lexemes(Head, "\n")), unicode:characters_to_binary(string:replace(Body, "\n\n", "\n", trailing))}.

settings([]) -> [];
settings([Line | Lines]) ->
    [Name, Value] = string:split(Line, ": "),
    {Text, Rest} = lists:splitwith(fun(Below) -> string:prefix(Below, " ") =/= nomatch end, Lines),
    [{unicode:characters_to_list(Name), Value, [[string:prefix(Below, " "), $\n] || Below <- Text]} | settings(Rest)].

differs({Name, Settings, Body}, Erlet, Folder) ->
    Theirs = run("escript", Settings, Body, Folder),
    Ours = run([Erlet, " --no-deadlock"], Settings, Body, Folder),
    Differs = is_same(Theirs, Ours) =:= lists:keymember("differs", 1, Settings),
    case Differs orelse os:getenv("SHOW") =/= false of
        true -> io:format("~ts~n  otp:   ~0tp~n  erlet: ~0tp~n", [Name, Theirs, Ours]);
        false -> ok
    end,
    Differs.

run(Program, Settings, Body, Folder) ->
    file:del_dir_r(Folder),
    ok = file:make_dir(Folder),
    ok = file:write_file(filename:join(Folder, "it.escript"), Body),
    [ok = file:write_file(filename:join(Folder, File), Text) || {"file", File, Text} <- Settings],
    Input = case lists:keyfind("input", 1, Settings) of
                {_, Text, _} -> ["printf '", Text, "' | "];
                false -> "</dev/null "
            end,
    Variables = [[" '", Value, "'"] || {"environment", Value, _} <- Settings],
    Arguments = [[" ", Words] || {"arguments", Words, _} <- Settings],
    Command = ["cd ", Folder, " && ", Input, "env", Variables, " timeout 20 ", Program, " it.escript", Arguments,
               " >out 2>err; printf %d $?"],
    Status = os:cmd(unicode:characters_to_list(Command)),
    {ok, Output} = file:read_file(filename:join(Folder, "out")),
    {ok, Error} = file:read_file(filename:join(Folder, "err")),
    {list_to_integer(Status), Output, Error}.

is_same({127, Output, _}, {Status, Output, Error}) -> (Status =:= 1 orelse Status =:= 2) andalso Error =/= <<>>;
is_same({Status, Output, Theirs}, {Status, Output, Ours}) -> is_warning(Theirs) andalso is_warning(Ours) orelse Theirs =:= Ours;
is_same(_, _) -> false.

is_warning(Text) -> string:find(Text, "arning: ") =/= nomatch.
