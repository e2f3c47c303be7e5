%% eunit_surefire: tests that time out, setups and cleanups that fail, the classes of exceptions, and characters of XML.
-module(eunit_xml_of_cancelled).
-export([main/0]).
-export([exit_test/0, throw_test/0, setup_test_/0, clean_test_/0, title_test_/0, out_test/0, slow_test_/0]).

exit_test() -> exit(oops).
throw_test() -> throw({"q\"<&>'", x}).
setup_test_() -> {setup, fun() -> error(no_setup) end, fun(_) -> ok end, fun(_) -> [fun() -> ok end] end}.
clean_test_() -> {setup, fun() -> ok end, fun(_) -> error(no_clean) end, fun(_) -> [fun() -> ok end] end}.
title_test_() -> {"a \"title\" <&>'", fun() -> ok end}.
out_test() -> io:format("hello \"<x>\" '&'~n").
slow_test_() -> {"slow", {timeout, 0.1, fun() -> receive never -> ok end end}}.

main() ->
    Folder = filename:join("/tmp", "eunit_xml_" ++ os:getpid()),
    ok = file:make_dir(Folder),
    _ = eunit:test(?MODULE, [no_tty, {report, {eunit_surefire, [{dir, Folder}]}}]),
    File = filename:join(Folder, "TEST-" ++ atom_to_list(?MODULE) ++ ".xml"),
    {ok, Xml} = file:read_file(File),
    ok = file:delete(File),
    ok = file:del_dir(Folder),
    Lines = [Line || Line <- string:split(Xml, "\n", all), not is_own_frame(Line)],
    Timeless = re:replace(lists:join("\n", Lines), "time=\"[0-9.]+\"", "time=\"T\"", [global]),
    io:put_chars(re:replace(Timeless, "\\([^() ]*/", "(", [global, {return, list}])).

%% Calls from EUnit's own modules depend on how it is made.
is_own_frame(<<"in call from eunit_", _/binary>>) -> true;
is_own_frame(_) -> false.
