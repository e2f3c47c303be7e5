%% The characters of each class below 256, with and without Unicode and its properties, and of both cases.
-module(re_classes).
-export([main/0]).

main() ->
    Classes = ["\\s", "\\w", "\\d", "\\h", "\\v", "\\R", "\\W", "[^\\W]", "\\w+", "\\W+", "\\p{Lu}", "\\P{L}"]
        ++ ["[[:" ++ Name ++ ":]]" || Name <- ["alnum", "alpha", "ascii", "blank", "cntrl", "digit", "graph", "lower", "print", "punct", "space", "upper",
                                               "word", "xdigit", "^alpha"]],
    [io:format("~s ~0p ~w~n", [Class, Options, ranges(matched(Class, Options), [])])
     || Options <- [[], [unicode], [unicode, ucp], [caseless]], Class <- Classes],
    [io:format("~w ~w~n", [Char, matched([Char], [caseless, unicode])]) || Char <- [$a, $K, $s, 181, 223, 229, 255, 215]].

matched(Class, Options) ->
    {ok, MP} = re:compile(["^(?:", Class, ")$"], Options),
    [Char || Char <- lists:seq(0, 255), re:run([Char], MP, [{capture, none}]) =:= match].

ranges([], Ranges) -> lists:reverse(Ranges);
ranges([Char | Chars], [{From, To} | Ranges]) when Char =:= To + 1 -> ranges(Chars, [{From, Char} | Ranges]);
ranges([Char | Chars], Ranges) -> ranges(Chars, [{Char, Char} | Ranges]).
