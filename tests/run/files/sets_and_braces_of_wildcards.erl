%% Within a set of a wildcard, braces and commas are characters; a place that no file has keeps others of a file in memory
%% from being written; a character after `\^` loses all but five bits.
-module(sets_and_braces_of_wildcards).
-export([main/0]).

main() ->
    Patterns = ["x[{]y", "x[{,]y", "c,,[{[a-c]", "e{[}.[^a]", "{a[,}b]", "{x[{}]y,none}", "[{"],
    [show({Pattern, catch filelib:wildcard(Pattern)}) || Pattern <- Patterns],
    {ok, Ram} = file:open("abc", [ram, read, write]),
    show([file:pwrite(Ram, [{0, "xy"}, {1 bsl 64, "z"}]), file:pread(Ram, 0, 9)]),
    show([file:pwrite(Ram, [{-1, "x"}, {0, "b"}, {1 bsl 63, "z"}]), file:pwrite(Ram, [{0, "B"}, {-1, "z"}]), file:pread(Ram, 0, 9)]),
    [show(erl_scan:string("\"\\^" ++ [Char] ++ "\" $\\^" ++ [Char] ++ " a")) || Char <- [$?, $`, ${, $\s, $\n, 233, 955]].

show({Pattern, {'EXIT', {Reason, _}}}) -> show({Pattern, Reason});
show(Term) -> io:format("~tw~n", [Term]).
