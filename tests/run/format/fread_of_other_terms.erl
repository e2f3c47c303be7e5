%% `io_lib:fread` of what is no text; depths and strings that the writing functions do not take.
-module(fread_of_other_terms).
-export([main/0]).

main() ->
    [io:format("~~~s ~p~n", [[Control], outcome(fun() -> io_lib:fread([$~, Control], none) end)]) || Control <- "cduf#-l"],
    [io:format("~p ~p~n", [{Format, Text}, outcome(fun() -> io_lib:fread(Format, Text) end)])
     || Format <- [" a", "", x], Text <- [none, eof, [], "a"]],
    [io:format("~p ~p~n", [Term, outcome(fun() -> io_lib:write(Term, deep) end)]) || Term <- [a, 1, [], {}, #{}, #{a => 1}, <<1>>]],
    [io:format("~p~n", [outcome(fun() -> io_lib:write(a, Options) end)]) || Options <- [[], [x], [{depth, 1} | x], [a | b]]],
    [io:format("~p~n", [outcome(fun() -> io_lib:write_latin1_string(Text) end)]) || Text <- ["aé", [300], [a], "\n"]],
    [io:format("~p~n", [outcome(fun() -> io_lib:indentation(Text, 3) end)]) || Text <- ["ab\nc", <<"ab">>]],
    io:format("~p~n", [[outcome(fun() -> binary:match(<<"abc">>, Pattern, [{scope, {1, 0}}]) end) || Pattern <- [<<"b">>, none]]]),
    io:format("~p~n", [outcome(fun() -> binary:split(<<"abc">>, <<"b">>, [{scope, {2, -3}}, {scope, {3, 0}}]) end)]),
    io:format("~p~n", [[outcome(fun() -> lists:keysort(N, [{2, 1}, {1, 2}]) end) || N <- [0, 1, 3, 1 bsl 70, a]]]).

outcome(Fun) ->
    try Fun() catch Class:Reason -> {Class, Reason} end.
