%% Empty matches right after another match divide only where a group holds something and the text goes on.
-module(re_split_at_end).
-export([main/0]).

main() ->
    [io:format("~s ~s ~w: ~p~n", [Subject, Pattern, Options, re:split(Subject, Pattern, Options)])
     || Subject <- ["ab", "abab", "a,b,,", "", "onetwo"],
        Pattern <- [".*(?<=(b|o))", "(?>.*)(?<=(b|,|o))", "b|(?<=(b))", "(a)|(?=(b))", "(b)?", "x*", "()", "(?=(a))|(?<=(,))"],
        Options <- [[], [trim], [group], [{parts, 2}, {return, list}]]].
