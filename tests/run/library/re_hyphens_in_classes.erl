-module(re_hyphens_in_classes).
-export([main/0]).

%% Behind a set of characters a hyphen stands for itself; a set cannot end a range.
main() ->
    [io:format("~s ~p~n", [Pattern, re:run("a-z.w9", Pattern, [global, report_errors, {capture, first, list}])])
     || Pattern <- ["[\\w-.]", "[\\d-z]", "[[:digit:]-a]", "[\\s-]", "[\\w--.]", "[a-\\d]", "[a-[:alpha:]]", "[.\\p{Nd}-a]+", "[^\\w-z]",
                    "[a\\R\\Bz-]", "[\\z9]", "[a-\\z]", "[\\N]", "[a-\\N{2}]"]],
    ok.
