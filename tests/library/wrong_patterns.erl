%% Breaks patterns at random and prints what compiling each gives, one a line: `main([Seed, Count])`.
%% Run it by PROGRAM=wrong_patterns compare_re.
-module(wrong_patterns).
-export([main/1]).

main([Seed, Count]) ->
    rand:seed(exsss, list_to_integer(Seed)),
    [begin P = damaged(pick(whole()), rand:uniform(3)), O = pick([[], [], [], [unicode], [extended]]),
           io:format("~b ~0p ~0p ~0p~n", [N, P, O, outcome(P, O)]) end || N <- lists:seq(1, list_to_integer(Count))],
    ok.

outcome(Pattern, Options) ->
    try re:compile(Pattern, Options) of
        {ok, {re_pattern, Groups, _, _, _}} -> {ok, Groups};
        Error -> Error
    catch error:Reason -> {bad, Reason}
    end.

damaged(Pattern, 0) -> Pattern;
damaged(Pattern, N) ->
    At = rand:uniform(length(Pattern) + 1) - 1,
    {Before, After} = lists:split(At, Pattern),
    Next = case rand:uniform(5) of
               1 -> Before ++ tl_of(After);
               2 -> Before ++ pick(bits()) ++ After;
               3 -> Before ++ pick(bits()) ++ tl_of(After);
               4 -> Before;
               5 -> Before ++ lists:sublist(After, rand:uniform(3)) ++ After
           end,
    damaged(Next, N - 1).

tl_of([]) -> [];
tl_of([_ | Rest]) -> Rest.

bits() -> ["(", ")", "[", "]", "{", "}", "\\", "?", "*", "+", "|", "<", ">", "=", "!", "'", "-", "^", "$", "P", "R", "g", "k", "x", "p", "&",
           ":", ".", "#", "1", "0", "9", ",", "(?", "(*", "\\g", "\\k", "\\p{", "\\x{", "\\o{", "\\N{", "[:", ":]", "(?P", "(?<", "(?(", "(?C",
           "{2,1}", "{70000}", "n", "\\c", "\\Q", "\\E", "(?#", "(?-", " ", "[a-", "\\L", "\\8", "*:", "_"].

whole() -> ["(a)(b)\\1", "(?<n>a)\\k<n>", "(?P<m>x)(?P=m)(?P>m)", "(?(1)a|b)", "(x)(?(1)a|b)", "(?(<n>)a|b)", "[[:alpha:]]", "[^a-z\\d]", "\\p{Lu}x", "\\P{^L}",
            "\\x{41}", "\\o{101}", "a{2,3}b", "(?i-s:ab)", "(?<=ab|c)d", "(?<!a)b", "(*MARK:m)a", "(*COMMIT)b", "(*UTF8)a", "\\g{1}(a)", "(a)\\g{-1}",
            "\\g<1>(a)", "(?R)?a", "(?1)(a)", "(?C1)a", "\\Qa.b\\E", "(?#c)a", "(?|(a)|(b))", "(?x) a # b", "(?(DEFINE)(a))", "(?(R)a|b)", "(?(?=a)b)",
            "(?&n)(?<n>b)", "(?+1)(a)", "(a)(?-1)", "\\cA\\N\\X\\R", "(?>a|b)+", "(?'q'a)\\k'q'", "\\k{n}(?<n>a)", "[]a]", "[\\]\\w-]", "(*LIMIT_MATCH=5)a",
            "a**b", "(?J)(?<a>1)(?<a>2)", "\\101\\0", "(?(R1)a|b)(c)", "(?(R&n)a)(?<n>b)", "(?(+1)a)(b)", "(a)(?(-1)b)", "[[.a.]]", "(?:a|b){2,}?"].

pick(All) -> lists:nth(rand:uniform(length(All)), All).
