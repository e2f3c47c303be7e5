%% Headers of the library are found while a program runs: by epp, and by what is compiled then.
-module(epp_library_headers).
-export([main/0]).

main() ->
    Folder = filename:join(os:getenv("TMPDIR", "/tmp"), "erlet_headers_" ++ os:getpid()),
    ok = file:make_dir(Folder),
    File = filename:join(Folder, "m.erl"),
    lists:foreach(fun(Header) -> read(File, Header) end,
                  ["kernel/include/file.hrl", "kernel/include/inet.hrl", "kernel/include/logger.hrl", "stdlib/include/assert.hrl",
                   "stdlib/include/ms_transform.hrl", "eunit/include/eunit.hrl", "stdlib/include/no_such.hrl", "file.hrl", "include/file.hrl"]),
    run(File, "-include_lib(\"stdlib/include/assert.hrl\").\nf() -> {?assertEqual(1, 1), catch ?assert(is_atom(1))}.\n"),
    run(File, "-include_lib(\"stdlib/include/ms_transform.hrl\").\n-record(r, {a, b = 2}).\n"
              "f() -> ets:fun2ms(fun(#r{a = A, b = B}) when A > 1 orelse is_atom(B) -> {A, #r{b = B}} end).\n"),
    run(File, "-include_lib(\"kernel/include/file.hrl\").\nf() -> {#file_info{size = 3}, record_info(fields, file_info)}.\n"),
    ok = file:delete(File),
    ok = file:del_dir(Folder).

read(File, Header) ->
    ok = file:write_file(File, ["-include_lib(\"", Header, "\").\n"]),
    {ok, Forms} = epp:parse_file(File, []),
    {ok, Epp} = epp:open(File, []),
    Included = [filename:basename(Name) || {attribute, _, file, {Name, 1}} <- Forms, filename:basename(Name) =:= filename:basename(Header)],
    Errors = [{Line, lists:flatten(epp:format_error(What))} || {error, {Line, epp, What}} <- Forms],
    Records = [{Name, length(Fields)} || {attribute, _, record, {Name, Fields}} <- Forms],
    io:format("~s: ~0p ~0p ~0p~n", [Header, Included, Errors, Records]),
    epp:close(Epp).

run(File, Text) ->
    ok = file:write_file(File, ["-module(m).\n-export([f/0]).\n", Text]),
    {ok, Forms} = epp:parse_file(File, []),
    {ok, m, FromForms} = compile:forms(Forms),
    {ok, m, FromFile} = compile:file(File, [binary]),
    io:format("~0p~n", [[begin {module, m} = code:load_binary(m, "m.erl", Code), without_trace(m:f()) end || Code <- [FromForms, FromFile]]]).

without_trace({Value, {'EXIT', {Reason, _}}}) -> {Value, Reason};
without_trace(Value) -> Value.
