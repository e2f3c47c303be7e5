%% In the head of a fun and in a generator a size means a variable outside, unless a segment before it binds the name.
%% allow: warnings
-module(sizes_in_heads_are_outer_variables).
-export([main/0]).

main() ->
    L = 8,
    Value = fun(<<L:L, B:L>>) -> {L, B} end,
    io:format("~p~n", [Value(<<16:8, 7:16>>)]),
    Same = fun(<<L:L, B:L, L:L>>) -> B; (_) -> no end,
    io:format("~p~n", [[Same(<<16:8, 7:16, 16:16>>), Same(<<16:8, 7:16, 15:16>>)]]),
    Beside = fun(L, <<B:L>>) -> {L, B} end,
    io:format("~p~n", [Beside(16, <<1:8>>)]),
    Within = fun({L, [<<L:L, B:L>>]}) -> {L, B}; (_) -> no end,
    io:format("~p~n", [[Within({4, [<<4:8, 1:4>>]}), Within({5, [<<4:8, 1:4>>]})]]),
    io:format("~p~n", [[L || <<L:L>> <- [<<32:8>>, <<32:9>>]]]),
    io:format("~p~n", [[{L, B} || <<L:L, B:L>> <= <<4:8, 3:4, 8:8, 9:8>>]]),
    Named = fun Again(<<L:L, Rest/binary>>) -> [L | Again(Rest)]; Again(<<>>) -> [] end,
    io:format("~p~n", [Named(<<"abc">>)]),
    Key = fun(#{L := L}) -> L end,
    io:format("~p~n", [Key(#{8 => at_eight})]),
    io:format("~p~n", [nested(4)]).

nested(Size) ->
    (fun(<<Size:Size, Bits/bits>>) -> (fun(<<Size:Size, Rest/bits>>) -> {Size, Rest} end)(Bits) end)(<<3:4, 5:3, 1:2>>).
