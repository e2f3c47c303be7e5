%%% The old module for random numbers, kept for programs that name it: Wichmann's and Hill's generator of 1982.
-module(random).

-export([seed/0, seed/1, seed/3, seed0/0, uniform/0, uniform/1, uniform_s/1, uniform_s/2]).

-export_type([ran/0]).

-type ran() :: {integer(), integer(), integer()}.

%% The state that every process starts with.
%% > random:seed0().
%% {3172,9814,20125}
-spec seed0() -> ran().
seed0() -> {3172, 9814, 20125}.

%% Puts the process's state back to the first one, which is always the same; gives the state before, or `undefined`.
%% > random:seed(), random:uniform(100).
%% 45
-spec seed() -> ran().
seed() ->
    Before = state(),
    put(random_seed, seed0()),
    Before.

%% Sets the process's state to a triple of integers; gives the state before, or `undefined`.
%% > random:seed({1, 2, 3}), random:uniform(100).
%% 6
-spec seed(ran()) -> ran() | undefined.
seed({A, B, C}) -> seed(A, B, C);
seed(Number) when is_integer(Number) -> seed(0, Number, 0).

%% Sets the process's state from three integers; gives the state before, or `undefined`.
%% > random:seed(1, 2, 3), random:uniform(100).
%% 6
-spec seed(integer(), integer(), integer()) -> ran() | undefined.
seed(A, B, C) -> put(random_seed, {within(A, 30269), within(B, 30307), within(C, 30323)}).

within(Number, Modulus) -> abs(Number) rem (Modulus - 1) + 1.

%% A float from 0.0 up to, but not including, 1.0, by the process's state. New programs use `rand`.
%% > random:seed(), random:uniform().
%% 0.4435846174457203
-spec uniform() -> float().
uniform() ->
    {Value, State} = uniform_s(state()),
    put(random_seed, State),
    Value.

%% An integer from 1 to a limit, by the process's state. Fails with function_clause for a limit below 1.
%% > random:uniform(0).
%% ** error:function_clause
-spec uniform(pos_integer()) -> pos_integer().
uniform(Limit) when is_integer(Limit), Limit >= 1 -> trunc(uniform() * Limit) + 1.

state() ->
    case get(random_seed) of
        undefined -> seed0();
        State -> State
    end.

%% A float by a state, and the next state.
%% > element(1, random:uniform_s(random:seed0())).
%% 0.4435846174457203
-spec uniform_s(ran()) -> {float(), ran()}.
uniform_s({A0, B0, C0}) ->
    A = A0 * 171 rem 30269,
    B = B0 * 172 rem 30307,
    C = C0 * 170 rem 30323,
    Sum = A / 30269 + B / 30307 + C / 30323,
    {Sum - trunc(Sum), {A, B, C}}.

%% An integer from 1 to a limit by a state, and the next state.
%% > element(1, random:uniform_s(10, random:seed0())).
%% 5
-spec uniform_s(pos_integer(), ran()) -> {pos_integer(), ran()}.
uniform_s(Limit, State) when is_integer(Limit), Limit >= 1 ->
    {Value, State1} = uniform_s(State),
    {trunc(Value * Limit) + 1, State1}.
