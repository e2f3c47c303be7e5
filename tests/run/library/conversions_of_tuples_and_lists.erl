-module(conversions_of_tuples_and_lists).
-export([main/0]).

main() ->
    io:format("~p ~p~n", [list_to_tuple([1, 2]), tuple_to_list({a, b})]),
    io:format("~p ~p~n", [term_to_binary(x) =:= term_to_binary(x), is_list(pid_to_list(self()))]),
    io:format("~p ~p ~p~n", [integer_to_binary(12), binary_to_integer(<<"-12">>), binary_to_integer(<<"ff">>, 16)]),
    io:format("~p ~p~n", [float(3), list_to_float("2.5")]),
    io:format("~p ~p~n", [erlang:fun_to_list(fun lists:map/2), erlang:localtime() > {{2000, 1, 1}, {0, 0, 0}}]),
    io:format("~p ~p~n", [erlang:universaltime_to_posixtime({{1970, 1, 2}, {0, 0, 0}}), erlang:posixtime_to_universaltime(0)]).
