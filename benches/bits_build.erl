%% Binaries built: appended to in a loop, from a comprehension, of odd sizes.
-module(bits_build).
-export([bench/0, run/1]).

bench() -> {?MODULE, fun() -> run(2500000) end}.

run(N) ->
    Bytes = append(N, <<>>),
    Words = << <<(X * 3):16, X:32/little>> || X <- lists:seq(1, N div 2) >>,
    Bits = odd(N, <<>>),
    {byte_size(Bytes), byte_size(Words), bit_size(Bits)}.

append(0, B) -> B;
append(N, B) -> append(N - 1, <<B/binary, N>>).

odd(0, B) -> B;
odd(N, B) -> odd(N - 1, <<B/bits, N:3>>).
