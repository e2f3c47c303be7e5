-module(match_sizes_bound_earlier).
-export([main/0]).

parse(<<Len, Data:Len/binary, Rest/binary>>) -> [Data | parse(Rest)];
parse(<<>>) -> [];
parse(Bad) -> [{bad, Bad}].

main() ->
    io:format("~p~n", [parse(<<3, "abc", 0, 2, "xy">>)]),
    io:format("~p~n", [parse(<<1, "a", 5, "abc">>)]),
    <<N:4, X:N, Y:(N * 2), _/bits>> = id(<<3:4, 5:3, 33:6, 0:3>>),
    io:format("~p ~p ~p~n", [N, X, Y]).

id(X) -> X.
