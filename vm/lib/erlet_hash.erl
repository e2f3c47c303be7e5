%%% The hash that places keys in sets and dictionaries. For atoms and for integers below 2 ^ 27 it gives what OTP's
%%% does, so that their order is the same; for other terms it is another one.

-module(erlet_hash).

-export([hash/1]).

-define(MASK, 16#ffffffff).

%% A hash of 32 bits.
-spec hash(term()) -> non_neg_integer().
hash(Atom) when is_atom(Atom) -> name(atom_to_list(Atom), 0);
hash(N) when is_integer(N), N >= 0, N < 1 bsl 27 -> small(N);
hash(N) when is_integer(N), N < 0, N > -(1 bsl 27) -> (small(-N) * 178957199) band ?MASK;
hash([]) -> 0;
hash(Other) -> erlang:phash2(Other, 1 bsl 32).

%% The sum of the bytes, each with a weight.
small(N) ->
    ((N band 16#ff) * 2788898427 + ((N bsr 8) band 16#ff) * 1920229267 + ((N bsr 16) band 16#ff) * 3221236587
     + (N bsr 24) * 268435459) band ?MASK.

name([Char | Rest], Hash0) ->
    Hash = ((Hash0 bsl 4) + Char) band ?MASK,
    High = Hash band 16#f0000000,
    name(Rest, Hash bxor (High bsr 24) bxor High);
name([], Hash) ->
    Hash.
