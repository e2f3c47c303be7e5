-module(rest_of_a_match_in_calls).
-export([main/0]).

%% The rest goes to a function that matches on it, or is also looked at as a whole.

sum(<<B, Rest/binary>>, Sum) -> sum(Rest, Sum + B);
sum(<<>>, Sum) -> Sum.

skip(<<$\s, Rest/binary>>) -> skip(Rest);
skip(Bin) -> Bin.

words(Bin) -> words(skip(Bin), <<>>, []).

words(<<>>, <<>>, Acc) -> lists:reverse(Acc);
words(<<>>, Word, Acc) -> lists:reverse([Word | Acc]);
words(<<$\s, Rest/binary>>, Word, Acc) -> words(skip(Rest), <<>>, [Word | Acc]);
words(<<C, Rest/binary>>, Word, Acc) -> words(Rest, <<Word/binary, C>>, Acc).

%% Body recursion: the whole is wanted after the call.
suffixes(<<_, Rest/binary>> = All) -> [All | suffixes(Rest)];
suffixes(<<>> = All) -> [All].

pairs(<<A, Rest/binary>> = All) ->
    Tail = pairs(Rest),
    [{A, All} | Tail];
pairs(Empty) -> [Empty].

%% Guards fail after the rest was taken.
split(<<A, Rest/binary>>, N) when A > N -> [{big, A} | split(Rest, N)];
split(<<A:4, B:4, Rest/binary>>, N) when A + B > N -> [{nibbles, A, B} | split(Rest, N)];
split(<<_, Rest/binary>>, N) -> split(Rest, N);
split(<<>>, _) -> [].

%% Two functions take turns.
even(<<_, Rest/binary>>) -> odd(Rest);
even(<<>>) -> true.
odd(<<_, Rest/binary>>) -> even(Rest);
odd(<<>>) -> false.

%% Not always matched on.
take(0, Bin, Acc) -> {lists:reverse(Acc), Bin};
take(N, <<B, Rest/bits>>, Acc) -> take(N - 1, Rest, [B | Acc]).

both(<<A, Rest/binary>>) -> {A, both(Rest), Rest};
both(<<>>) -> none.

guarded(<<A, Rest/binary>>) ->
    try
        1 = A,
        guarded(Rest)
    catch
        error:{badmatch, Bad} -> {Bad, Rest}
    end;
guarded(<<>>) -> none.

fails(<<1, Rest/binary>>, X) -> fails(Rest, X);
fails(<<2, Rest/bits>>, X) when byte_size(Rest) > 2 -> fails(Rest, X).

main() ->
    io:format("~p~n", [sum(<<1, 2, 3, 4, 250>>, 0)]),
    io:format("~p~n", [words(<<"  the quick   brown fox  ">>)]),
    io:format("~p~n", [suffixes(<<"abc">>)]),
    io:format("~p~n", [pairs(<<"xyz">>)]),
    io:format("~p~n", [split(<<200, 16#18, 16#11, 16#FF, 3>>, 8)]),
    io:format("~p ~p~n", [even(<<1, 2, 3, 4>>), even(<<1, 2, 3>>)]),
    io:format("~p~n", [take(3, <<1, 2, 3, 4, 5:3>>, [])]),
    io:format("~p~n", [both(<<1, 2, 3>>)]),
    io:format("~p~n", [guarded(<<1, 1, 7, 1>>)]),
    {'EXIT', {Reason, [{_, Name, Args, _} | _]}} = (catch fails(<<1, 1, 2, 1, 1>>, x)),
    io:format("~p ~p ~p~n", [Reason, Name, Args]),
    {'EXIT', {_, [{_, _, Args2, _} | _]}} = (catch sum(<<1, 2, 3:4>>, 0)),
    io:format("~p~n", [Args2]),
    {'EXIT', {_, [{_, _, Args3, _} | _]}} = (catch sum(not_a_binary, 0)),
    io:format("~p~n", [Args3]).
