%% JUnit's XML of tests and groups with titles and without module: one file for each title.
-module(junit_of_single_tests).
-export([main/0]).

main() ->
    Test = fun() -> ok end,
    [show(Set) || Set <- [{"sums", Test}, {"one", [Test]}, [{"left", [Test, Test]}, {"right", fun() -> error(x) end}],
                          {"outer", [{"inner", [Test, Test]}, Test]}, {"timed", {timeout, 5, Test}}]],
    ok.

show(Set) ->
    Folder = "junit_" ++ os:getpid(),
    ok = file:make_dir(Folder),
    Result = eunit:test(Set, [no_tty, {report, {eunit_surefire, [{dir, Folder}]}}]),
    {ok, Files} = file:list_dir(Folder),
    io:format("~p~n", [Result]),
    [io:format("  ~ts ~p~n", [File, suites(filename:join(Folder, File))]) || File <- lists:sort(Files)],
    [ok = file:delete(filename:join(Folder, File)) || File <- Files],
    ok = file:del_dir(Folder).

suites(File) ->
    {ok, Text} = file:read_file(File),
    {match, Found} = re:run(Text, "<testsuite tests=\"(\\d+)\".* errors=\"(\\d+)\".* name=\"(.*)\">", [{capture, all_but_first, list}]),
    Found.
