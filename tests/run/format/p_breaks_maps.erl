-module(p_breaks_maps).
-export([main/0]).

main() ->
    M = #{name => "Somebody with a long name", address => #{street => "Long street name 123", city => "Stockholm"},
          tags => [alpha, beta, gamma], phones => ["0123-456789", "9876-543210"]},
    io:format("~p~n", [M]),
    io:format("~p~n", [[M, {m, M}]]),
    io:format("~p~n", [#{M => M}]).
