-module(record_in_patterns).
-export([main/0]).
-record(shape, {kind, size}).

area(#shape{kind = square, size = S}) -> S * S;
area(#shape{kind = {rect, W}, size = H}) -> W * H;
area(#shape{kind = K}) -> {unknown, K}.

main() ->
    io:format("~p~n", [[area(S) || S <- [#shape{kind = square, size = 3},
                                         #shape{kind = {rect, 2}, size = 5},
                                         #shape{kind = blob}]]]).
