%% erl_scan: tokens, their parts, errors, and texts that come in pieces.
-module(erl_scan_tokens).
-export([main/0]).

main() ->
    [io:format("~s~n   ~0p~n", [Text, erl_scan:string(Text)]) || Text <- texts()],
    [io:format("~s~n   ~0p~n", [Text, erl_scan:string(Text, {1, 1})]) || Text <- bad()],
    io:format("~0p~n", [erl_scan:string(" a %c\n \"x\ny\". \n\n d", {1, 1}, [return, text])]),
    {ok, Tokens, _} = erl_scan:string("foo 'B' -> 12 \"s\" X.", {3, 4}, [text]),
    [io:format("~0p~n", [{erl_scan:category(Token), erl_scan:symbol(Token), erl_scan:location(Token),
                          erl_scan:end_location(Token), erl_scan:text(Token)}]) || Token <- Tokens],
    [io:format("~s~n", [erl_scan:format_error(Error)])
     || Error <- [{string, $", "abc"}, {string, $', "abc"}, char, {illegal, float}, {base, 37}]],
    pieces(),
    io:format("~p ~p~n", [erl_scan:reserved_word('case'), erl_scan:reserved_word(maybe)]).

texts() ->
    ["a 'B c' C _ 1 1.5 16#ff 1_000 $a $\\n \"s\\x{41}\".", "#{a => 1, b := 2} = X#r.f", "[X || X <- L] ++ [Y | Z]",
     "a.b ... .. . c", "<<X:8/little>> =:= /= >= =< -> :: !", "fun f/1 end case of", "1.e 3.0e-5", "f() -> ok. % comment"].

bad() ->
    ["\"abc", "'abc", "  $", "1.5e", "1.5e400", "16#", "37#1", "2#3", "\n \"\\xg\"", "x \"a\nb"].

pieces() ->
    {more, First} = erl_scan:tokens([], "foo(", 1),
    {more, Second} = erl_scan:tokens(First, "\nbar).", 1),
    io:format("~0p~n", [erl_scan:tokens(Second, "\nbaz", 1)]),
    {more, Third} = erl_scan:tokens([], "a", 1),
    io:format("~0p~n", [erl_scan:tokens(Third, eof, 1)]),
    io:format("~0p~n", [erl_scan:tokens([], eof, 7)]).
