%% deep
-module(nested_tuple_hash_and_size).
-export([main/0]).

nest(0, T) -> T;
nest(N, T) -> nest(N - 1, {T, N}).

main() ->
    A = nest(1000000, leaf),
    B = nest(1000000, leaf),
    io:format("~p ~p~n", [erlang:phash2(A) =:= erlang:phash2(B), A =:= B]),
    io:format("~p~n", [byte_size(term_to_binary(A)) > 1000000]),
    io:format("~p~n", [binary_to_term(term_to_binary(A)) =:= A]).
