%%% What the command `erlet test` runs.
-module(erlet_test).
-export([main/1]).

%% The arguments: how much is shown (`verbose` or `quiet`), whether a report in JUnit's format is told to the program
%% around the machine (`junit` or `none`), and the modules. Ends with status 1 when a test failed.
-spec main([string()]) -> ok.
main([Show, Report | Names]) ->
    Tests = case [list_to_atom(Name) || Name <- Names] of
                [Module] -> Module;
                Modules -> Modules
            end,
    Reports = [{report, {eunit_surefire, [{send, self()}]}} || Report =:= "junit"],
    Result = eunit:test(Tests, [list_to_atom(Show) | Reports]),
    case Reports of
        [] -> ok;
        _ -> receive {eunit_surefire, _, Text} -> erts_internal:shell_reply([junit, Text]) end
    end,
    case Result of
        ok -> ok;
        _ -> halt(1)
    end.
