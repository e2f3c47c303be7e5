-module(run_length_encoding).
-export([main/0]).

pack(B) -> pack(B, <<>>).
pack(<<C, Rest/binary>>, Acc) -> pack(Rest, C, 1, Acc);
pack(<<>>, Acc) -> Acc.
pack(<<C, Rest/binary>>, C, N, Acc) when N < 255 -> pack(Rest, C, N + 1, Acc);
pack(Rest, C, N, Acc) -> pack(Rest, <<Acc/binary, N, C>>).
unpack(B) -> << <<(binary:copy(<<C>>, N))/binary>> || <<N, C>> <= B >>.

main() ->
    P = pack(<<"aaabccdddddd">>),
    io:format("~p ~s~n", [P, unpack(P)]).
