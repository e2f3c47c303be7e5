%% A binary with room behind it is appended to by several owners of the same bytes; each sees only its own.
-module(append_to_a_shared_binary).
-export([main/0]).

main() ->
    Base = grown(200, <<>>),
    Self = self(),
    Other = spawn(fun() -> receive B -> Self ! <<B/binary, "of the other">> end end),
    Other ! Base,
    Own = <<Base/binary, "of its own">>,
    Again = <<Base/binary, "once more">>,
    Sent = receive Bytes -> Bytes end,
    [io:format("~p ~p~n", [byte_size(B), tail(B, byte_size(Base))]) || B <- [Base, Own, Again, Sent]],
    io:format("in a list: ~p~n", [[tail(<<B/binary, $!>>, byte_size(Base)) || B <- [Own, Sent, Own]]]),
    ets:new(kept, [named_table]),
    ets:insert(kept, {base, Own}),
    Longer = <<Own/binary, " and more">>,
    [{base, Kept}] = ets:lookup(kept, base),
    io:format("~p ~p~n", [tail(Kept, byte_size(Base)), tail(Longer, byte_size(Base))]).

grown(0, Bytes) -> Bytes;
grown(N, Bytes) -> grown(N - 1, <<Bytes/binary, N>>).

tail(Bytes, Skip) -> <<_:Skip/binary, Rest/binary>> = Bytes, Rest.
