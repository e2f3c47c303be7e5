%% A crash report's text on one line, with neighbours and without.
-module(crash_report_in_a_line).
-export([main/0]).

main() ->
    Own = [{pid, none}, {registered_name, []}, {error_info, {exit, oops, [{m, f, 1, []}]}}, {dictionary, []}],
    Neighbour = {neighbour, [{pid, other}, {registered_name, []}]},
    _ = [io:format("~ts|~n", [proc_lib:report_cb(#{label => {proc_lib, crash}, report => [Own, Neighbours]}, #{single_line => true})])
         || Neighbours <- [[], [Neighbour], [Neighbour, Neighbour]]],
    ok.
