-module(re_broken_patterns).
-export([main/0]).

%% What is wrong with a pattern of several faults, and where: all syntax is seen before references, these before a
%% parenthesis too many, and that before references back by number.
main() ->
    [io:format("~s ~0p~n", [Pattern, fault(re:compile(Pattern))])
     || Pattern <- ["(?1)[", "(?1))", "\\2)", "(?<=a+)(?1)", "(?1)(?<=a+)", "(?(1)a|b|c)(?1)", "(?(R)a|b|c)(?z)", "(?(0)a)[", "(a?(?1))(?2)",
                    "\\2(?1)", "(a)\\g{-2}[", "\\g{-1}(a)", "\\g{1", "\\g{}", "\\g{a b}", "\\g{+1}", "\\g+1(a)", "\\g<+>", "\\g<->a", "\\g<1x>",
                    "\\g{70000}", "\\g{99999999999}", "(?99999999999)", "\\99999999999", "(?P<>a)(?P<>b)", "(?''a)\\k'q'", "(?P<>", "(?<>a)",
                    "(?(?=", "(?(?C1)a", "(?(?C1)(a))", "(?(R9)b)", "(?(R9)a|b|c)", "(?(R99999999999)a)", "(?(+)a)", "(?(<1>)b)", "(?(x-)a)",
                    "\\o\\o{1}", "a\\o{}", "\\o{1001", "\\x{112g", "\\x{}", "a{700000}", "a{2,700000}", "\\N{3,2}", "\\N{x}", "[\\N{x}]", "\\400",
                    "\\pp", "\\p{lu}", "\\p{greek}", "\\p{Adlam}", "\\p{L&}", "(*ACCEPT)+", "(*ACCEPT){2}", "(?x)(*ACCEPT) ?", "(?C256)", "(?C7000",
                    "(*LIMIT_MATCH=)a", "(?P<m>)(?P>m)", "(?P<m>(?P>m))", "[z-\\8]", "(?<!\\C|\\R)"]],
    ok.

fault({ok, {re_pattern, Groups, _, _, _}}) -> {groups, Groups};
fault(Error) -> Error.
