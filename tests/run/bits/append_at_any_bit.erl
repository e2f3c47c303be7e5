-module(append_at_any_bit).
-export([main/0]).

%% Bit strings grow by odd numbers of bits; earlier ones keep their content.

grow(0, Bits, Kept) -> {Bits, Kept};
grow(N, Bits, Kept) when N rem 50 =:= 0 -> grow(N - 1, <<Bits/bits, N:3>>, [Bits | Kept]);
grow(N, Bits, Kept) -> grow(N - 1, <<Bits/bits, N:(N rem 13)>>, Kept).

main() ->
    {Bits, Kept} = grow(400, <<1:1>>, []),
    io:format("~p ~p~n", [bit_size(Bits), erlang:phash2(Bits)]),
    io:format("~p~n", [[{bit_size(B), erlang:phash2(B)} || B <- Kept]]),
    Base = hd(Kept),
    A = <<Base/bits, 2#101:3>>,
    B = <<Base/bits, 2#010:3, 16#ABCDEF:24>>,
    Size = bit_size(Base),
    <<_:Size, EndA/bits>> = A,
    <<_:Size, EndB/bits>> = B,
    io:format("~p ~p ~p~n", [EndA, EndB, erlang:phash2(Base)]),
    Parent = self(),
    spawn(fun() -> Parent ! {child, <<A/bits, 0:5>>} end),
    C = <<A/bits, 31:5>>,
    receive {child, D} -> ok end,
    <<_:Size, EndC/bits>> = C,
    <<_:Size, EndD/bits>> = D,
    io:format("~p ~p ~p~n", [EndC, EndD, <<A/bits, 1:70>> =:= <<A/bits, 0:69, 1:1>>]).
