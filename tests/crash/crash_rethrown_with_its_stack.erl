%% The picture should show the place of the first error.
-module(crash_rethrown_with_its_stack).
-export([main/0]).

main() ->
    try risky(0)
    catch
        Class:Reason:Stack ->
            io:format("cleaning up~n"),
            erlang:raise(Class, Reason, Stack)
    end.

risky(N) -> 1 + inverse(N).

inverse(N) -> 1 / N.
