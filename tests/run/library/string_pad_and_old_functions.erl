-module(string_pad_and_old_functions).
-export([main/0]).

main() ->
    io:format("~p ~p~n", [lists:flatten(string:pad("ab", 5)), lists:flatten(string:pad("ab", 6, both, $*))]),
    io:format("~p~n", [lists:flatten(string:pad("ab", 5, leading, "."))]),
    io:format("~p ~p ~p~n", [string:left("ab", 4), string:right("ab", 4, $.), string:centre("ab", 5)]),
    io:format("~p ~p ~p~n", [string:tokens("a,b;;c", ",;"), string:join(["a", "b"], ", "), string:concat("a", "b")]),
    io:format("~p ~p ~p~n", [string:str("hello", "l"), string:rstr("hello", "l"), string:chr("hello", $o)]),
    io:format("~p ~p ~p~n", [string:substr("hello", 2), string:substr("hello", 2, 3), string:sub_string("hello", 2, 4)]),
    io:format("~p ~p ~p~n", [string:strip("  a "), string:strip("xax", both, $x), string:words("a b  c")]),
    io:format("~p ~p ~p~n", [string:span("aab", "a"), string:cspan("aab", "b"), string:copies("ab", 2)]),
    io:format("~p ~p ~p~n", [string:chars($x, 3), string:sub_word("a b c", 2), string:rchr("hello", $l)]).
