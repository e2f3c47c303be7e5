-module(external_size).
-export([main/0]).

main() ->
    [io:format("~w ~w~n", [erlang:external_size(T), byte_size(term_to_binary(T)) =< erlang:external_size(T)]) || T <- [1, a, "abc", {1, 2}, #{a => 1}, <<"x">>]].
