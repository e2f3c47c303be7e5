%% What steers turning back: commit, prune, skip, then, accept, fail, marks; callouts call nobody.
-module(re_verbs).
-export([main/0]).

main() ->
    [io:format("~p ~p ~0p~n", [Subject, Pattern, re:run(Subject, Pattern, [{capture, all, list}])])
     || {Subject, Pattern} <- [{"aaab", "a+(*COMMIT)b"}, {"aaabaaab", "a+b?(*COMMIT)(*F)"}, {"aacaab", "a+(*COMMIT)b"}, {"aacaab", "a+(*PRUNE)b"},
                               {"aaaac", "a+(*SKIP)b|ac"}, {"aaaac", "a+b|ac"}, {"abd", "a(*THEN)c|abd"}, {"abcd", "(?:a(*THEN)x|ab)cd"},
                               {"abcd", "(?:a(*PRUNE)x|ab)cd"}, {"xyzabc", "(*COMMIT)abc"}, {"AB", "A((?:A|B(*ACCEPT)|C)D)"}, {"aaabb", "a(*F)|a+b(?C3)b"},
                               {"aaaabaaa", "a(*MARK:m)a+(*SKIP:m)x|b"}, {"aaab", "(?=a+(*COMMIT)x)|aab"}, {"abc", "(?>a(*PRUNE)b)x|b"}, {"aab", "(?!a(*COMMIT)x)a"}]],
    io:format("~0p~n", [re:run("xyzabc", "(*COMMIT)abc", [no_start_optimize])]),
    io:format("~0p~n", [re:run(<<"aé\r\n"/utf8>>, "(*UTF8)(*CRLF)a.$", [{capture, first}])]),
    [io:format("~p ~0p~n", [Pattern, re:compile(Pattern)])
     || Pattern <- ["(*FOO)", "(*COMMIT:a)", "(*MARK)", "(*F)*", "(?C256)", "(?1)", "(?R)", "(?(1)a|b|c)", "(?(DEFINE)a|b)", "(?<=a+)b", "\\g{0}",
                    "(?&x)", "(?|(?<n>a)|(?<m>b))", "[[.a.]]", "[a-\\d]", "(?P<", "\\o{8}", "a{70000}"]].
