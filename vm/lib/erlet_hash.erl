%%% The hash that places keys in sets and dictionaries, and that `erlang:phash/2` gives: OTP's, so that their order is
%%% the same. For funs, pids and references it is another one.
-module(erlet_hash).

-export([hash/1]).

-define(MASK, 16#ffffffff).

%% The factors of the kinds of terms.
-define(ATOM, 268440163).
-define(BYTE, 268439161).
-define(POSITIVE, 268435459).
-define(NEGATIVE, 268436141).
-define(BINARY, 268436141).
-define(FLOAT, 268437017).
-define(CELL, 268437511).
-define(TUPLE, 268439627).
-define(OTHER, 268440479).
-define(MAP, 268440593).
-define(MAP_SUM, 268440611).
-define(BITS, 268440581).

%% A hash of 32 bits.
-spec hash(term()) -> non_neg_integer().
hash(Term) -> hash(Term, 0).

hash(Atom, H) when is_atom(Atom) -> mix(H, ?ATOM, name(name_bytes(Atom), 0));
hash(N, H) when is_integer(N), N >= 0 -> mix(words(N, H), ?POSITIVE, 0);
hash(N, H) when is_integer(N) -> mix(words(-N, H), ?NEGATIVE, 0);
hash([], H) -> mix(H, ?POSITIVE, 1);
hash([_ | _] = List, H) -> cells(List, H);
hash(Float, H) when Float == 0.0 -> mix(H, ?FLOAT, 0);
hash(Float, H) when is_float(Float) ->
    <<High:32, Low:32>> = <<Float/float>>,
    mix(H, ?FLOAT, High bxor Low);
hash(Tuple, H) when is_tuple(Tuple) ->
    mix(lists:foldl(fun hash/2, H, tuple_to_list(Tuple)), ?TUPLE, tuple_size(Tuple));
hash(Bits, H) when is_bitstring(Bits) ->
    Size = bit_size(Bits) rem 8,
    Whole = bit_size(Bits) div 8,
    <<Bytes:Whole/binary, Rest:Size>> = Bits,
    Hashed = lists:foldl(fun(Byte, Sum) -> mix(Sum, ?ATOM, Byte) end, H, binary_to_list(Bytes)),
    case Size of
        0 -> mix(Hashed, ?BINARY, Whole);
        _ -> mix(mix(mix(Hashed, ?ATOM, Rest), ?BITS, Size), ?BINARY, Whole)
    end;
hash(Map, H) when is_map(Map) -> mix(H, ?MAP, ?MAP_SUM + erlang:phash2(Map, 1 bsl 32));
hash(Other, H) -> mix(H, ?OTHER, erlang:phash2(Other, 1 bsl 32)).

mix(H, Factor, Value) -> (H * Factor + Value) band ?MASK.

%% A number in words of 32 bits, the lowest byte first.
words(N, H) ->
    Hashed = mix(mix(mix(mix(H, ?BYTE, N band 16#ff), ?BYTE, (N bsr 8) band 16#ff), ?BYTE, (N bsr 16) band 16#ff),
                 ?BYTE, (N bsr 24) band 16#ff),
    case N bsr 32 of
        0 -> Hashed;
        High -> words(High, Hashed)
    end.

%% A list's elements; bytes count as they are.
cells([Byte | Rest], H) when is_integer(Byte), Byte >= 0, Byte =< 255 -> tail(Rest, mix(H, ?BYTE, Byte));
cells([Element | Rest], H) -> tail(Rest, hash(Element, H)).

tail([_ | _] = Cells, H) -> cells(Cells, H);
tail(End, H) -> mix(hash(End, H), ?CELL, 0).

%% A name in Latin-1 as far as that goes, else in UTF-8.
name_bytes(Atom) ->
    lists:append([case Char < 256 of true -> [Char]; false -> binary_to_list(<<Char/utf8>>) end
                  || Char <- atom_to_list(Atom)]).

%% A name's bytes, with what overflows mixed in again.
name([Char | Rest], Hash0) ->
    Hash = ((Hash0 bsl 4) + Char) band ?MASK,
    High = Hash band 16#f0000000,
    name(Rest, Hash bxor (High bsr 24) bxor High);
name([], Hash) ->
    Hash.
