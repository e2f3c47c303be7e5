-module(maps_print_sorted_keys).
-export([main/0]).

main() ->
    io:format("~p~n", [#{b => 2, a => 1, c => 3}]),
    io:format("~w~n", [#{"s" => 1, 2 => x, 1.5 => y, {t} => z, a => w, <<"b">> => v, [] => nil}]),
    io:format("~p~n", [#{}]),
    io:format("~p~n", [#{#{} => #{a => #{}}}]).
