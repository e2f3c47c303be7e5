%% An empty match divides nothing, unless one of its groups holds something.
-module(split_keeps_groups_of_empty_matches).
-export([main/0]).

main() ->
    [io:format("~0p~n", [re:split(Subject, Pattern, Options)])
     || Pattern <- ["(?=(a))", "()", "(x)|(?=(a))", " \\K", "( )(\\K)*+"], Subject <- ["abab", "  A a"], Options <- [[], [group], [{parts, 2}]]].
