%%% The compiler for programs: files and abstract forms to an image that `code:load_binary/3` takes.
%%%
%%% The compiler itself is outside the machine; see `repl/src/forms.rs` for what is said to it and what it answers.
-module(compile).

-export([file/1, file/2, forms/1, forms/2, format_error/1, env_compiler_options/0, options/0]).
-export([noenv_file/2, noenv_forms/2, output_generated/1, noenv_output_generated/1]).

-export_type([option/0]).

-type option() :: atom() | tuple().
-type result() :: {ok, module()} | {ok, module(), term()} | {ok, module(), binary(), list()} | error
                | {error, list(), list()}.

-define(DEFAULT, [verbose, report_errors, report_warnings]).

%% Compiles the file of a module, named with or without `.erl`: `{ok, Module}`, or `error` after the errors were shown.
%% What is in it is not run or loaded: `c(Name)` of the shell does that.
%% > ok = file:write_file("compile_1.erl", "-module(compile_1)."), Done = compile:file("compile_1"),
%%   [file:delete("compile_1" ++ E) || E <- [".erl", ".beam"]], Done.
%% {ok,compile_1}
-spec file(file:filename()) -> result().
file(File) -> file(File, ?DEFAULT).

%% Compiles the file of a module with options: `return_errors` and `return_warnings` give what was found instead of
%% showing it, `binary` gives the code, too; `{d, Macro}`, `{i, Folder}` and the options that turn warnings on and off
%% are as for `erlc`.
%% > ok = file:write_file("compile_2.erl", "-module(compile_2).\nf() -> X."),
%%   {error, [{_, Errors}], _} = compile:file("compile_2", [return_errors]), file:delete("compile_2.erl"),
%%   length(Errors).
%% 1
%% > {error, [{File, Errors}], []} = compile:file("no_such_file", [return]), {File, Errors}.
%% {"no_such_file.erl",[{none,compile,{epp,enoent}}]}
-spec file(file:filename(), [option()] | option()) -> result().
file(File, Options) when is_list(Options) ->
    Name = case lists:suffix(".erl", text(File)) of
        true -> text(File);
        false -> text(File) ++ ".erl"
    end,
    result(ask(["file", Name | words(Options)], []), none, Options);
file(File, Option) -> file(File, [Option]).

text(Name) when is_atom(Name) -> atom_to_list(Name);
text(Name) -> unicode:characters_to_list(Name).

%% Compiles the forms of a module: `{ok, Module, Code}`, or `error` after the errors were shown. `code:load_binary/3`
%% loads the code.
%% > F = fun(T) -> {ok, Ts, _} = erl_scan:string(T), {ok, Form} = erl_parse:parse_form(Ts), Form end,
%%   {ok, Module, Code} = compile:forms([F("-module(m)."), F("-export([f/0])."), F("f() -> 42.")]),
%%   code:load_binary(m, "m", Code), {Module, m:f()}.
%% {m,42}
-spec forms([erl_parse:abstract_form()]) -> result().
forms(Forms) -> forms(Forms, ?DEFAULT).

%% Compiles the forms of a module with the options of file/2.
%% > F = fun(T) -> {ok, Ts, _} = erl_scan:string(T), {ok, Form} = erl_parse:parse_form(Ts), Form end,
%%   {ok, m, _, [{[], [{Line, Module, Text}]}]} = compile:forms([F("-module(m)."), F("f() -> a.")], [return]),
%%   {Line, lists:flatten(Module:format_error(Text))}.
%% {1,"function f/0 is unused"}
-spec forms([erl_parse:abstract_form()], [option()] | option()) -> result().
forms(Forms, Options) when is_list(Options) ->
    All = lists:flatten([Forms]),
    {Text, File} = erlet_forms:text(All),
    Name = text(proplists:get_value(source, Options, first([File, module(All)]))),
    Nameless = case File of
        undefined -> Name;
        _ -> none
    end,
    case [{first([File, []]), [Error]} || {error, Error} <- All] of
        [] -> result(ask(["text", Name | words(Options)], Text), Nameless, [binary | Options]);
        Early -> failed(Early, [], Options)
    end;
forms(Forms, Option) -> forms(Forms, [Option]).

first([undefined | Rest]) -> first(Rest);
first([Name | _]) -> Name.

module(Forms) ->
    case [Module || {attribute, _, module, Module} <- Forms] of
        [Module | _] -> atom_to_list(Module) ++ ".erl";
        [] -> "nofile"
    end.

words(Options) ->
    [["i", text(Folder)] || {i, Folder} <- Options] ++
        [["d", atom_to_list(Name)] || {d, Name} <- Options] ++
        [["d", atom_to_list(Name), "=", io_lib:format("~tw", [Value])] || {d, Name, Value} <- Options] ++
        [["c", io_lib:format("~tw", [Option])] || Option <- Options, is_of_module(Option)].

%% Options that a module may as well have in its attribute `compile`.
is_of_module({Name, _}) -> lists:member(Name, [parse_transform, no_auto_import, inline]) orelse is_of_module(Name);
is_of_module(Name) when is_atom(Name) ->
    lists:member(Name, [export_all, no_auto_import]) orelse is_of_warnings(atom_to_list(Name));
is_of_module(_) -> false.

is_of_warnings("nowarn_" ++ _) -> true;
is_of_warnings("warn_" ++ _) -> true;
is_of_warnings(_) -> false.

ask(Words, Text) ->
    Ref = make_ref(),
    Head = lists:join(0, Words),
    erts_internal:compile(Ref, unicode:characters_to_binary([Head, 0, 0, Text])),
    receive
        {Ref, Answer} -> Answer
    end.

%% Findings in forms that do not say where they come from have no file's name.
result(Answer, Nameless, Options) ->
    [Outcome, Name, Rest] = split(Answer, 3),
    [Lines, Image] = split(Rest, 2),
    Findings = [finding(binary:split(Line, <<"\t">>, [global]))
                || Line <- binary:split(Lines, <<"\n">>, [global]), Line =/= <<>>],
    Errors = by_file([Found || {error, Found} <- Findings], Nameless),
    Warnings = by_file([Found || {warning, Found} <- Findings], Nameless),
    case Outcome of
        <<"error">> -> failed(Errors, Warnings, Options);
        <<"ok">> -> compiled(binary_to_atom(Name), Image, Warnings, Options)
    end.

%% The parts between zero bytes; the last holds the rest.
split(Bytes, 1) -> [Bytes];
split(Bytes, Count) ->
    [Part, Rest] = binary:split(Bytes, <<0>>),
    [Part | split(Rest, Count - 1)].

finding([Severity, File, Line, Code, Title]) ->
    Place = case binary_to_integer(Line) of
        0 -> none;
        Number -> Number
    end,
    Description = case Code of
        <<"no-file">> -> {epp, enoent};
        _ -> {erlet, binary_to_atom(Code), unicode:characters_to_list(Title)}
    end,
    {binary_to_atom(Severity), {unicode:characters_to_list(File), {Place, ?MODULE, Description}}}.

by_file(Findings, Nameless) ->
    [{shown(File, Nameless), [Finding || {Name, Finding} <- Findings, Name =:= File]}
     || File <- lists:uniq([Name || {Name, _} <- Findings])].

shown(Nameless, Nameless) -> [];
shown(File, _) -> File.

compiled(Module, Image, Warnings, Options) ->
    case Warnings =/= [] andalso lists:member(warnings_as_errors, Options) of
        true ->
            wants([report, report_warnings], Options) andalso io:put_chars("compile: warnings being treated as errors\n"),
            report(Warnings, "", wants([report, report_errors, report_warnings], Options)),
            refused([], Warnings, Options);
        false ->
            report(Warnings, "Warning: ", wants([report, report_warnings], Options)),
            Kept = [Image || lists:member(binary, Options)],
            Returned = [Warnings || wants([return, return_warnings], Options)],
            list_to_tuple([ok, Module] ++ Kept ++ Returned)
    end.

failed(Errors, Warnings, Options) ->
    report(Errors, "", wants([report, report_errors], Options)),
    report(Warnings, "Warning: ", wants([report, report_warnings], Options)),
    refused(Errors, Warnings, Options).

refused(Errors, Warnings, Options) ->
    case wants([return, return_errors], Options) of
        true -> {error, Errors, Warnings};
        false -> error
    end.

wants(Any, Options) -> lists:any(fun(Option) -> lists:member(Option, Options) end, Any).

report(_, _, false) -> ok;
report(Findings, Prefix, true) ->
    [io:format("~ts:~ts ~s~ts\n", [File, [[integer_to_list(Line), ":"] || is_integer(Line)], Prefix,
                                   Module:format_error(Description)])
     || {File, List} <- Findings, {Place, Module, Description} <- List, Line <- [line(Place)]],
    ok.

line({Line, _}) -> Line;
line(Place) -> Place.

%% What a description of this module's says, in English.
%% > lists:flatten(compile:format_error({epp, enoent})).
%% "no such file or directory"
-spec format_error(term()) -> iolist().
format_error({erlet, _, Title}) -> Title;
format_error({epp, enoent}) -> "no such file or directory";
format_error(Other) -> io_lib:format("~tp", [Other]).

%% The options that the environment adds to all others; here there are none.
%% > compile:env_compiler_options().
%% []
-spec env_compiler_options() -> [].
env_compiler_options() -> [].

%% As file/2: no options come from the environment.
%% > compile:noenv_file("no_such_file", [return_errors]).
%% {error,[{"no_such_file.erl",[{none,compile,{epp,enoent}}]}],[]}
-spec noenv_file(file:filename(), [option()] | option()) -> result().
noenv_file(File, Options) -> file(File, Options).

%% As forms/2: no options come from the environment.
%% > F = fun(T) -> {ok, Ts, _} = erl_scan:string(T), {ok, Form} = erl_parse:parse_form(Ts), Form end,
%%   {ok, Module, _} = compile:noenv_forms([F("-module(m).")], []), Module.
%% m
-spec noenv_forms([erl_parse:abstract_form()], [option()] | option()) -> result().
noenv_forms(Forms, Options) -> forms(Forms, Options).

%% Whether compiling a file with these options writes a file: it never does.
%% > compile:output_generated([]).
%% false
-spec output_generated([option()]) -> boolean().
output_generated(_) -> false.

%% As output_generated/1.
%% > compile:noenv_output_generated([binary]).
%% false
-spec noenv_output_generated([option()]) -> boolean().
noenv_output_generated(_) -> false.

%% Shows the options.
%% > Leader = group_leader(), {ok, F} = file:open("options.txt", [write]), group_leader(F, self()),
%%   compile:options(), group_leader(Leader, self()), {ok, Text} = file:read_file("options.txt"),
%%   file:delete("options.txt"), byte_size(Text) > 100.
%% true
-spec options() -> ok.
options() ->
    io:format("binary\n    the image is part of the result\n"
              "return, return_errors, return_warnings\n    findings are part of the result\n"
              "report, report_errors, report_warnings\n    findings are shown\n"
              "export_all\n    forms: all functions are exported\n"
              "{i, Folder}, {d, Macro}, {d, Macro, Value}\n    file: headers and macros\n"
              "{source, Name}\n    forms: the file's name in stack traces\n").
