%%% The old generator of pseudo-random numbers, Wichmann's and Hill's of 1982: the module `random`. Its state lies in the
%%% process dictionary. New programs use `rand`.
-module(random).

-export([seed0/0, seed/0, seed/1, seed/3, uniform/0, uniform/1, uniform_s/1, uniform_s/2]).

-export_type([ran/0]).

-type ran() :: {integer(), integer(), integer()}.

%% The moduli of the three sequences and the factors from one number to the next.
-define(MODULUS1, 30269).
-define(MODULUS2, 30307).
-define(MODULUS3, 30323).
-define(FACTOR1, 171).
-define(FACTOR2, 172).
-define(FACTOR3, 170).

%% The default state.
-spec seed0() -> ran().
seed0() -> {3172, 9814, 20125}.

%% Seeds with the default state; the state before, or the default.
-spec seed() -> ran().
seed() -> replaced(seed0()).

%% Seeds with integers; the state before.
-spec seed({integer(), integer(), integer()}) -> undefined | ran().
seed({A, B, C}) -> seed(A, B, C).

-spec seed(integer(), integer(), integer()) -> undefined | ran().
seed(A, B, C) -> put(random_seed, {within(A, ?MODULUS1), within(B, ?MODULUS2), within(C, ?MODULUS3)}).

%% Neither 0 nor the modulus may occur in a sequence: it would stay there.
within(Value, Modulus) -> abs(Value) rem (Modulus - 1) + 1.

replaced(State) ->
    case put(random_seed, State) of
        undefined -> seed0();
        Before -> Before
    end.

%% A float at least 0.0 and below 1.0.
-spec uniform() -> float().
uniform() ->
    {Value, State} = uniform_s(state()),
    put(random_seed, State),
    Value.

%% An integer from 1 to N.
-spec uniform(pos_integer()) -> pos_integer().
uniform(N) when is_integer(N), N >= 1 -> trunc(uniform() * N) + 1.

state() ->
    case get(random_seed) of
        undefined -> seed0();
        State -> State
    end.

%% The same with a state that is handed on.
-spec uniform_s(ran()) -> {float(), ran()}.
uniform_s({A, B, C}) ->
    State = {A1, B1, C1} = {(A * ?FACTOR1) rem ?MODULUS1, (B * ?FACTOR2) rem ?MODULUS2, (C * ?FACTOR3) rem ?MODULUS3},
    Sum = A1 / ?MODULUS1 + B1 / ?MODULUS2 + C1 / ?MODULUS3,
    {Sum - trunc(Sum), State}.

-spec uniform_s(pos_integer(), ran()) -> {pos_integer(), ran()}.
uniform_s(N, State) when is_integer(N), N >= 1 ->
    {Value, Next} = uniform_s(State),
    {trunc(Value * N) + 1, Next}.
