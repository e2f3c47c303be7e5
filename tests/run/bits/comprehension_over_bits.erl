-module(comprehension_over_bits).
-export([main/0]).

main() ->
    io:format("~p~n", [[B || <<B:1>> <= <<16#A5>>]]),
    io:format("~s~n", [[$0 + B || <<B:1>> <= <<1.5:16/float>>]]),
    io:format("~p~n", [<< <<(bnot X):8>> || <<X>> <= <<0, 1, 255>> >>]),
    io:format("~p~n", [<< <<B:3>> || B <- lists:seq(0, 7) >>]),
    io:format("~p~n", [[{N, D} || <<N, D:N/binary>> <= <<1, "a", 2, "bc", 9, "d">>]]).
