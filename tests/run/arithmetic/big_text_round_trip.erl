-module(big_text_round_trip).
-export([main/0]).

main() ->
    Text = lists:flatten(lists:duplicate(30, "1234567890")),
    N = list_to_integer(Text),
    io:format("~p~n", [integer_to_list(N) =:= Text]),
    Hex = integer_to_list(N, 16),
    io:format("~s~n", [Hex]),
    io:format("~p~n", [list_to_integer(Hex, 16) =:= N]).
