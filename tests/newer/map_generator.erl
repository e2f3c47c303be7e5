%% OTP 26, Reference Manual, "Expressions", section "Comprehensions" (map generators)
-module(map_generator).
-export([main/0]).

main() ->
    M = #{a => 1, b => {2}, c => 3},
    io:format("~p~n", [[{K, V} || K := V <- M]]),
    io:format("~p~n", [[K || K := {_} <- M]]),
    io:format("~p~n", [#{V => K || K := V <- M, is_integer(V)}]),
    io:format("~p~n", [<< <<V>> || _ := V <- M, is_integer(V) >>]),
    io:format("~p~n", [lists:sort([{K, L} || K := V <- M, is_integer(V), L := {W} <- M, W > V])]),
    io:format("~p~n", [[K || K := _ <- maps:iterator(#{only => 1})]]),
    try [K || K := _ <- [not_a_map]]
    catch error:Reason -> io:format("~p~n", [Reason])
    end.
