%% A character by its octal number is no reference: a group that begins with one can be called from inside.
-module(re_octal_in_recursion).
-export([main/0]).

main() ->
    [io:format("~s: ~0p~n", [Pattern, re:run(Subject, Pattern, [report_errors, {capture, first, list}])])
     || {Subject, Pattern} <- [{"xAAx", "x((\\101)+(?1)?)"}, {"AB", "((\\101++|b)+(?1))"}, {"aa", "((a)\\2(?1))"}, {"aa", "((a)?\\2(?1))"},
                               {"AA", "(\\1(?1))"}, {"A", "(\\101?(?1))"}]].
