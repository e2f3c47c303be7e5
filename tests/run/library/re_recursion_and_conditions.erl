%% Groups called as subroutines, recursion, and conditions.
-module(re_recursion_and_conditions).
-export([main/0]).

main() ->
    Parentheses = "\\((?:[^()]++|(?R))*\\)",
    Palindrome = "^(?:((.)(?1)\\2|)|((.)(?3)\\4|.))$",
    [io:format("~p ~p ~0p~n", [Subject, Pattern, re:run(Subject, Pattern, [{capture, all, list}])])
     || {Subject, Pattern} <- [{"f(a(b)(c))d)", Parentheses}, {"((a)", Parentheses}, {"abba", Palindrome}, {"racecar", Palindrome},
                               {"aabb", "^(a(?1)?b)$"}, {"aab", "^(a(?1)?b)$"}, {"12-34", "(?<n>\\d\\d)-(?&n)"}, {"1-2", "(?P<d>\\d)-(?P>d)"},
                               {"x=1", "(?(DEFINE)(?<v>\\w+))(?&v)=(?&v)"}, {"<a>", "(<)?a(?(1)>|!)"}, {"a!", "(<)?a(?(1)>|!)"},
                               {"b1", "(?(?=b)b\\d|c)"}, {"c", "(?(?!b)c|b\\d)"}, {"'a'", "(?<q>')?a(?(q)')"}, {"aa", "(?:(?(R)b|a)){2}"},
                               {"abcb", "(?|a(b)|(c)b)+\\1"}, {"sense and sensibility", "(sens|respons)e and (?1)ibility"},
                               {"abab", "(a\\g<2>)(b\\g'-1'?)"}]].
