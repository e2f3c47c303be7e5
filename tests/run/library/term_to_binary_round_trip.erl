-module(term_to_binary_round_trip).
-export([main/0]).

main() ->
    Terms = [self(), make_ref(), 1 bsl 3000, lists:seq(1, 300), list_to_tuple(lists:seq(1, 300)), maps:from_list([{N, N} || N <- lists:seq(1, 50)]),
             lists:duplicate(70000, $a), 1.0e-300, <<1:77>>, {[], [[]], #{[] => {}}}],
    io:format("~p~n", [[binary_to_term(term_to_binary(T)) =:= T || T <- Terms]]),
    io:format("~p~n", [[binary_to_term(term_to_binary(T, [compressed])) =:= T || T <- Terms]]),
    F = binary_to_term(term_to_binary(fun lists:reverse/1)),
    io:format("~p~n", [F([1, 2])]),
    io:format("~p~n", [byte_size(term_to_binary(lists:duplicate(1000, x), [compressed])) < 200]).
