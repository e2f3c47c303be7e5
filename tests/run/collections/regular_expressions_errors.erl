%% What is wrong with a pattern, options, and what matching gives for all kinds of captures.
-module(regular_expressions_errors).
-export([main/0]).

main() ->
    [io:format("~0p~n", [{Pattern, re:compile(Pattern)}])
     || Pattern <- ["(", "a)", "[a", "*", "a**", "(?<n>a", "\\", "[z-a]", "a{2,1}", "\\1", "(?z)", "(?<n>a)(?<n>b)", "(?<1>a)",
                    "\\p{Foo}", "x{99999}", "[[:foo:]]", "\\x{100}", "(?", "(?#abc"]],
    show(re:split("a1b2c", "([0-9])(x)?", [group])),
    show([re:split("abc", ""), re:split("", "x"), re:split("a,b,,", ",", [trim]), re:split("a,b,c", ",", [{parts, 2}])]),
    show([re:run("b", "(a)|(b)|(c)"), re:run("ab", "(a)|(b)", [global]), re:run("", "", [global]), re:run("ab", "x*", [global])]),
    show(re:run("abc", "(?<x>b)(?<a>c)", [{capture, all_names, list}])),
    show(re:run("abc", "(a)|(b)", [{capture, [2, 1, 7, x, "y"], binary}])),
    show([re:run([229], "\\w", [unicode]), re:run([229], "\\w"), re:run(<<"a\nb">>, "^b", [multiline]), re:run("ab\n", "b$")]),
    show([re:replace("aXbXc", "X", "-", [global]), re:replace("XX", "X", "a&\\g{0}\\&\\\\b", [global]), re:replace("abc", "Q", "-")]),
    show(re:replace("abc", "b", [956], [unicode, {return, list}])),
    show([re:run(lists:duplicate(40, $a) ++ "!", "^(a+)+$"), re:run(lists:duplicate(40, $a) ++ "!", "^(a|a|\\1b)*$")]),
    [show(outcome(Fun)) || Fun <- [fun() -> re:run("abc", "(b") end, fun() -> re:run("abc", "b", [foo]) end,
                                   fun() -> re:run(foo, "b") end, fun() -> re:replace("abc", "b", "x", [{capture, none}]) end,
                                   fun() -> re:split("abc", "b", [global]) end, fun() -> re:inspect(foo, namelist) end]].

outcome(Fun) ->
    try
        Fun()
    catch
        error:Reason:Stack -> {Reason, setelement(4, hd(Stack), [])}
    end.

show(Term) -> io:format("~0tp~n", [Term]).
