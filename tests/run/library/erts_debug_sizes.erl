%% erts_debug: the words of terms of each kind.
-module(erts_debug_sizes).
-export([main/0]).

main() ->
    show(simple, [1, a, [], {}, self()]),
    show(cells, [[1], [1, 2, 3], [1 | 2], [[1], [2]]]),
    show(tuples, [{a}, {a, b, c}, {{}, {a}}]),
    show(floats, [1.5, [1.0, 2.0]]),
    show(integers, [1 bsl N || N <- [57, 58, 59, 60, 63, 64, 65, 127, 128, 1000]]),
    show(negative, [-(1 bsl N) - M || N <- [58, 59, 63, 64, 128], M <- [0, 1]]),
    show(binaries, [binary:copy(<<$x>>, N) || N <- [0, 1, 7, 8, 9, 63, 64, 65, 1000]]),
    show(bit_strings, [<<0:N>> || N <- [1, 9, 64 * 8 - 1, 64 * 8 + 1, 1001]]),
    show(maps, [maps:from_list([{K, K} || K <- lists:seq(1, N)]) || N <- [0, 1, 2, 10, 31, 32]]),
    show(nested, [#{a => #{}, {b, c} => [1.5]}, {<<"abc">>, [{x, "text"}]}]),
    show(references, [make_ref(), [make_ref(), make_ref()]]),
    show(funs, [fun lists:map/2, fun(X) -> X end, adder(self()), adder([1 bsl 70])]),
    show(same, [erts_debug:same(A, B) || {A, B} <- [{1, 1}, {1, 2}, {a, a}, {a, b}, {[], []}, {1, 1.0}]]).

adder(Captured) -> fun(X) -> [X | Captured] end.

show(same, Answers) -> io:format("same: ~w~n", [Answers]);
show(Kind, Terms) ->
    io:format("~w: ~w ~w~n", [Kind, [erts_debug:flat_size(Term) || Term <- Terms], [erts_debug:size(Term) || Term <- Terms]]).
