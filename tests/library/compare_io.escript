#!/usr/bin/env escript
%% Compares vm/lib's io and I/O server with OTP's: `LC_ALL=C.UTF-8 escript compare_io.escript`.
%%
%% The modules are compiled under other names; the machine's functions in `erts_internal` are played by a file of
%% input and one of output.  The same calls are made by OTP's io to OTP's server of a file, and by both to Erlet's.
-mode(compile).

modules() -> [io_lib, erlet_format, erlet_field, erlet_pretty, erlet_fread, io, user].

main([]) ->
    load_machine(),
    lists:foreach(fun load/1, modules()),
    Results = [compare(Input, Calls) || {Input,
                                         Calls} <- cases()] ++ [compare_protocol(Call) || Call <- protocol_calls()],
    io:format("~w cases, ~w differ~n", [length(Results), length([false || false <- Results])]),
    halt(length([false || false <- Results])).

load(Module) ->
    Path = filename:join([filename:dirname(escript:script_name()), "../../vm/lib", atom_to_list(Module) ++ ".erl"]),
    {ok, Source} = file:read_file(Path),
    Names = string:join([atom_to_list(Name) || Name <- modules()], "|"),
    Renamed = re:replace(Source, "\\b(" ++ Names ++ "|erts_internal)([:)])", "x_\\1\\2", [global, {return, list}]),
    compile_text(Renamed).

compile_text(Source) ->
    Path = "/tmp/compare_io_" ++ os:getpid() ++ ".erl",
    ok = file:write_file(Path, unicode:characters_to_binary(Source)),
    {ok, Forms} = epp:parse_file(Path, []),
    ok = file:delete(Path),
    {ok, Name, Code} = compile:forms(Forms, []),
    {module, Name} = code:load_binary(Name, "x", Code).

%% The input is a list of lines which the process `input_lines` holds; output is sent to `output_text`.
load_machine() ->
    compile_text(
      "-module(x_erts_internal).\n"
      "-export([show/3, put_user/1, put_output/2, read_input/1, direct_output/1, shell_reply/1]).\n"
      "show(Term, write, -1) -> {true, unicode:characters_to_binary(io_lib:format(\"~w\", [Term]))}.\n"
      "put_user(_) -> false.\n"
      "shell_reply(_) -> false.\n"
      "put_output(_, Text) -> output_text ! {text, Text}, true.\n"
      "direct_output(_) -> true.\n"
      "read_input(Reference) -> input_lines ! {line, self(), Reference}, true.\n").

%%% Input and output by both servers

compare(Input, Calls) ->
    Expected = run(Input, io, otp_server(Input), Calls),
    Others = [run(Input, Module, erlet_server(Input), Calls) || Module <- [io, x_io]],
    Same = lists:all(fun(Other) -> Other =:= Expected end, Others),
    Same orelse io:format("~tp~n~tp~n  OTP:   ~tp~n  Erlet: ~tp~n", [Input, Calls, Expected, Others]),
    Same.

run(_, Module, Server, Calls) ->
    Results = [result(Module, Function, [Server | Args]) || {Function, Args} <- Calls],
    exit(Server, kill),
    Results.

result(Module, Function, Args) ->
    try apply(Module, Function, Args) catch Class:Reason -> {Class, Reason} end.

otp_server(Input) ->
    Path = "/tmp/compare_io_" ++ os:getpid(),
    ok = file:write_file(Path, unicode:characters_to_binary(Input)),
    {ok, Server} = file:open(Path, [read, {encoding, utf8}]),
    Server.

erlet_server(Input) ->
    stop(input_lines),
    stop(output_text),
    Lines = re:split(unicode:characters_to_binary(Input), "(?<=\n)", [{return, binary}]),
    register(input_lines, spawn(fun() -> lines([Line || Line <- Lines, Line =/= <<>>]) end)),
    register(output_text, spawn(fun() -> receive stop -> ok end end)),
    Names = [user, standard_error],
    Old = [whereis(Name) || Name <- Names],
    lists:foreach(fun erlang:unregister/1, Names),
    Server = x_user:start(),
    exit(whereis(standard_error), kill),
    unregister(user),
    timer:sleep(1),
    lists:foreach(fun({Name, Pid}) -> register(Name, Pid) end, lists:zip(Names, Old)),
    Server.

stop(Name) ->
    case whereis(Name) of
        undefined -> ok;
        Pid -> unregister(Name), exit(Pid, kill)
    end.

lines(Lines) ->
    receive
        {line, From, Reference} when Lines =:= [] -> From ! {Reference, eof}, lines([]);
        {line, From, Reference} -> From ! {Reference, hd(Lines)}, lines(tl(Lines))
    end.

cases() ->
    Line = {get_line, [""]},
    [{"one\ntwo\nthree", [Line, Line, Line, Line, Line]},
     {"", [Line, {get_chars, ["", 2]}, {fread, ["", "~d"]}]},
     {"one\n\n", [Line, Line, Line]},
     {"abcdef\nghi", [{get_chars, ["", 2]}, {get_chars, ["", 0]}, Line, {get_chars, ["", 10]}, {get_chars, ["", 1]}]},
     {"abc\ndef\nghi", [{get_chars, ["", 6]}, Line, {get_chars, ["", 3]}, Line]},
     {"12 13\n14\nrest\n", [{fread, ["", "~d"]}, {fread, ["", "~d~d"]}, Line, Line]},
     {"12 x\n", [{fread, ["", "~d~d"]}, Line, Line]},
     {"a 1\nb 2\n", [{fread, ["", "~s ~d"]}, {fread, ["", "~s ~d"]}, {fread, ["", "~s ~d"]}]},
     {"{a,b}. [1,\n2]. x\nlast\n", [{read, [""]}, {read, [""]}, Line, Line]},
     {"{a,b}.\n{a\n,.\nb.\n", [{read, ["", 1]}, {read, ["", {2, 1}]}, {read, ["", 1]}, {read, ["", 1]}]},
     {"{a,.\nb.\n", [{read, [""]}, {read, [""]}, {read, [""]}]},
     {[955, $a, $\n, 956], [Line, Line]},
     {[955, $a, $\n, 956], [{get_chars, ["", 3]}, Line]},
     {"abc\ndef\n", [{setopts, [[binary]]}, Line, {get_chars, ["", 2]}, {setopts, [[list]]}, Line]},
     {"abc\ndef\n", [{request, [{get_line, ""}]}, {request, [{get_chars, "", 2}]},
                      {request, [{get_until, unicode, "", io_lib, fread, ["~s"]}]}]},
     {"abc\ndef\n", [{requests, [[{get_line, unicode, ""}, {get_line, unicode, ""}]]}, Line]}].

%%% What io asks of a server and makes of its answers

compare_protocol({Answer, Function, Args} = Call) ->
    [Expected, Other] = [asked(Module, Answer, Function, Args) || Module <- [io, x_io]],
    Same = Expected =:= Other,
    Same orelse io:format("~0tp~n  OTP:   ~0tp~n  Erlet: ~0tp~n", [Call, Expected, Other]),
    Same.

asked(Module, Answer, Function, Args) ->
    Self = self(),
    Server = spawn(fun() -> answer(Self, Answer) end),
    Pids = [case Arg of server -> Server; _ -> Arg end || Arg <- Args],
    Result = try apply(Module, Function, Pids)
             catch Class:Reason:Stack ->
                     {M, F, A, Info} = hd(Stack),
                     {Class, Reason, {real(M), F, [case Arg of Server -> server; _ -> Arg end || Arg <- A], Info}}
             end,
    exit(Server, kill),
    receive {asked, Request} -> {Request, Result} after 20 -> {none, Result} end.

real(x_io) -> io;
real(Module) -> Module.

answer(Parent, die) -> receive {io_request, _, _, Request} -> Parent ! {asked, Request} end;
answer(Parent, Answer) ->
    receive
        {io_request, From, ReplyAs, Request} ->
            Parent ! {asked, real_request(Request)},
            From ! {io_reply, ReplyAs, Answer},
            answer(Parent, Answer)
    end.

real_request(Request) when is_tuple(Request) -> list_to_tuple([real_request(Part) || Part <- tuple_to_list(Request)]);
real_request([_ | _] = Requests) -> [real_request(Part) || Part <- Requests];
real_request(x_io_lib) -> io_lib;
real_request(Other) -> Other.

protocol_calls() ->
    Calls =
        [{format, [server, "a~w", [b]]}, {fwrite, [server, "a~w", [b]]}, {put_chars, [server, "abc"]},
         {put_chars, [server, [a]]}, {put_chars, [server, [955]]}, {nl, [server]}, {write, [server, {a}]},
         {get_line, [server, "p"]}, {get_chars, [server, "p", 3]}, {fread, [server, "p", "~d"]},
         {read, [server, "p"]}, {read, [server, "p", 1]}, {setopts, [server, [binary]]}, {getopts, [server]},
         {columns, [server]}, {rows, [server]}, {request, [server, {format, "a", []}]}, {request, [server, nl]},
         {request, [server, {put_chars, "abc"}]}, {request, [server, {get_line, "a"}]},
         {requests, [server, [{format, "a", []}, nl, {put_chars, unicode, "abc"}]]},
         {format, [nosuch, "a", []]}, {put_chars, [nosuch, "a"]}, {get_line, [nosuch, ""]}, {nl, [self()]},
         {get_line, [self(), ""]}],
    [{Answer, Function, Args} || Answer <- [ok, {error, xyz}, {error, terminated}, {error, {no_translation, a, b}},
                                            80, [], die,
                                            {ok, [{atom, 1, a}, {dot, 1}], 2}, {error, e, 1}, {eof, 1}],
                                 {Function, Args} <- Calls].
