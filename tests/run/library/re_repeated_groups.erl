%% What a group keeps after its last repetition, what an empty repetition ends, and groups that refer to themselves.
-module(re_repeated_groups).
-export([main/0]).

main() ->
    [io:format("~p ~p ~0p~n", [Subject, Pattern, re:run(Subject, Pattern, [{capture, all, list}])])
     || {Subject, Pattern} <- [{"aaa", "(a?)*"}, {"ab", "(a|b?)*"}, {"ab", "(a|(b))*"}, {"ba", "(?:(a)|b)*"}, {"abab", "((a)|(b))+"},
                               {"aab", "(a|\\1b)+"}, {"aaaa", "^(a\\1?){4}$"}, {"abc", "(?:(a)|(b)|(c)){2,3}"}, {"xay", "(x*|a)*y"},
                               {"aabb", "(a*?b??)*$"}, {"abc", "(a)?(b)?(x)?"}, {"foobar", "(o|b)*?a"}, {"aaab", "(a++)+b"},
                               {"abcabc", "(?:(abc)|x)*+$"}, {"zzab", "((z)*)((a)|(b))*"}]].
