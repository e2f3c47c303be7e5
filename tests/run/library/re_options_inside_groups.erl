%% An option such as (?i) ends with the group around it; what follows the group, references included, is as before.
-module(re_options_inside_groups).
-export([main/0]).

main() ->
    [io:format("~ts ~ts: ~p~n", [Pattern, Subject, re:run(Subject, Pattern, [{capture, all, list}])])
     || {Pattern, Subject} <- [{"((?i)[ab])\\1", "yAaxbBbb"}, {"(?<n>(?i)c?)[a-c]", "A-Cb"}, {"(?>(?i)x)(?=(?i)[a-c])A", "XA Xa"},
                               {"a((?i)b|c)d", "aCd aCD"}, {"(?i)a(?-i)b", "AB Ab"}, {"(a(?i)b|c)C", "abC cC CC"}, {"(?:(?i)a)*b", "aAB aAb"}]],
    [io:format("~ts: ~p~n", [Pattern, re:compile(Pattern)])
     || Pattern <- ["^*", "a$+", "\\b?", "x\\2y", "(*a?)", "(*NOSUCH)", "a{1}{2}", "a|{2}"], not is_tuple(re:compile(Pattern)) orelse element(1, re:compile(Pattern)) =:= error],
    [io:format("~ts: ~p~n", [Pattern, re:run("ab", Pattern)]) || Pattern <- ["(?:$)*", "(?:^)+a", "((?:$)?)b", "(?:(?:\\b)*)+b"]].
