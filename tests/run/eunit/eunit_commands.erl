%% Commands of the operating system in tests, and sets that name what there is not.
-module(eunit_commands).
-include_lib("eunit/include/eunit.hrl").
-export([main/0]).
-include("eunit_report.hrl").

main() ->
    [report(Set, [verbose]) || Set <- sets()].

sets() ->
    [[?_cmd("echo hello"), ?_assertCmd("true"), ?_assertCmdStatus(1, "false"), ?_assertCmdOutput("hello\n", "echo hello")],
     [?_cmd("false"), ?_assertCmd("false"), ?_assertCmdStatus(0, "ls /no/such/file"), ?_assertCmdOutput("x", "echo y")],
     [?_assertEqual("hello\n", ?cmd("echo hello")), ?_assertEqual("", ?cmdStatus(1, "false")),
      ?_assertMatch({2, "ls: " ++ _}, ?_cmd_("ls /no/such/file"))],
     no_such_module, [{module, no_such_module}, ?_assert(true)], {application, no_such_application},
     {file, "no_such_file"}, {dir, "no_such_folder"}, {generator, ?MODULE, no_such_function}].
