-module(arguments_need_not_be_a_list).
-export([main/0]).

main() ->
    io:format("plain~n"),
    io:format("~w~n", [single]),
    io:format(<<"binary ~p~n">>, [format]),
    io:format('atom ~p~n', [format]),
    io:format(standard_io, "to ~p~n", [standard_io]),
    io:format(group_leader(), "to ~p~n", [leader]),
    io:fwrite("~s~n", ["fwrite"]).
