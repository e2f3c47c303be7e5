%%% Pseudo random numbers: the module `rand`. Generators, seeds and values are OTP's, number by number.
%%%
%%% A state is `{Algorithm, Numbers}`: the map holds the functions of a generator, so one of the caller's own works too.
%%% With `bits` and `weak_low_bits` every value of these bits is used; with `max` (old generators) the module keeps to
%%% what it always gave. The generators are Vigna's (xorshift, xoroshiro), cut to 58 bits where that makes small integers.
-module(rand).

-export([seed/1, seed/2, seed_s/1, seed_s/2, export_seed/0, export_seed_s/1]).
-export([uniform/0, uniform/1, uniform_s/1, uniform_s/2, uniform_real/0, uniform_real_s/1, bytes/1, bytes_s/2]).
-export([normal/0, normal/2, normal_s/1, normal_s/3, jump/0, jump/1]).
-export([exsp_next/1, exsp_jump/1, splitmix64_next/1, exro928_seed/1, exro928_next/1, exro928_next_state/1,
         exro928_jump_2pow512/1, exro928_jump_2pow20/1]).
-export([mwc59/1, mwc59_value/1, mwc59_value32/1, mwc59_float/1, mwc59_seed/0, mwc59_seed/1]).

-export_type([builtin_alg/0, alg/0, alg_handler/0, alg_state/0, state/0, export_state/0, seed/0]).

-type builtin_alg() :: exsss | exro928ss | exrop | exs1024s | exsp | exs64 | exsplus | exs1024 | dummy.
-type alg() :: builtin_alg() | atom().
-type alg_handler() :: map().
-type alg_state() :: term().
-type state() :: {alg_handler(), alg_state()}.
-type export_state() :: {alg(), alg_state()}.
-type seed() :: [integer()] | integer() | {integer(), integer(), integer()}.

-define(BITS(N), ((1 bsl (N)) - 1)).
-define(M58, ?BITS(58)).
-define(M64, ?BITS(64)).
%% What is shifted out is masked away first, lest a big number is made.
-define(SHIFT58(X, N), (((X) band ?BITS(58 - (N))) bsl (N))).
-define(ROTATE58(X, N), (?SHIFT58(X, N) bor ((X) bsr (58 - (N))))).
-define(KEY, rand_seed).
-define(TWO_POW_MINUS_53, 1.1102230246251565e-16).

%% Polynomials of the jumps: x to the number of steps, modulo the generator's own polynomial.
-define(EXSP_JUMP, 16#d174a83e17de2302f8ea6bc32c797).
-define(EXROP_JUMP, 16#9863200f83fcd4a11293241fcb12a).
-define(EXS1024_JUMP,
        16#284600e3f30e38c3b99181f2d8f685ca047f7684e9fc949d0b5fc64563b3e2a87910c41d10a1e6a5691548c86c1bd540_5ee975283d71c93bc4cb815590989b13aac17d8efa43cab83659132bb12fea70dc2d9891fe68c0222ffeeb0a48316f404489affce4f31a1e5b34a39f070b5837a3c65b8776f9685584242f96eca9c41d).
-define(EXRO928_JUMP_512,
        16#b10773cbe19f5fc1a1504acd83f240c6007e76cebcb3b7c4cc049c536e62a33cc2323831b45a3a8a3cef3cc0f02f7785_73cf0f0a0657e19f00d4b3584ddd98ee4be41e015ac26d5d20f9b49fa81b0090567fd9f0b83fe51a1eb3be1910a1de1d7d6813d2ba05381fdfd1490244085302f77130ca).
-define(EXRO928_JUMP_20,
        16#cb3d181ca30bebc15fefcc78ff45ef33c82f3d48a480c5878c3549bd5bdeb1a5a90f2e6b06df2eb1feaf0fb690627c01_4098f4b6dc4d3af15f8a4dfdc081a7bf148531fb8ebc73c700b8b091af699c306d8e75664a426866bfad3c77da90f4a806c17e9e644807a56270cf78bdb966a3daf905e6).

%%% Seeds

%% Seeds the process's generator: with a name (default: exsss) from chance, or with a state.
%% > rand:seed({exsss, [123 | 456]}), rand:uniform(100).
%% 61
-spec seed(alg() | default | state() | export_state()) -> state().
seed(AlgOrState) -> keep(seed_s(AlgOrState)).

%% Seeds the process's generator.
%% > rand:seed(exsss, 42), [rand:uniform(100) || _ <- [1, 2, 3]].
%% [94,31,15]
%% > rand:seed(no_such_algorithm, 42).
%% ** error:function_clause
-spec seed(alg() | default, seed()) -> state().
seed(Alg, Seed) -> keep(seed_s(Alg, Seed)).

keep(State) ->
    put(?KEY, State),
    State.

own() ->
    case get(?KEY) of
        undefined -> seed_s(exsss);
        State -> State
    end.

%% A state of an algorithm, by chance; or, of an exported state, the state itself. `default` names the algorithm of
%% OTP's choice. Fails with function_clause for other names.
%% > rand:export_seed_s(rand:seed_s({exsss, [1 | 2]})).
%% {exsss,[1|2]}
%% > rand:seed_s(dice).
%% ** error:function_clause
%% > element(1, rand:export_seed_s(rand:seed_s(default))).
%% exsss
-spec seed_s(alg() | default | state() | export_state()) -> state().
seed_s({Handler, _} = State) when is_map(Handler) -> State;
seed_s({Alg, Numbers}) when is_atom(Alg) ->
    {Handler, _} = algorithm(Alg),
    {Handler, Numbers};
seed_s(Alg) ->
    seed_s(Alg, {erts_internal:random_seed(), erlang:system_time(), erlang:unique_integer()}).

%% A state from a name and a seed: an integer, three, or a list of the generator's own numbers.
%% > {N, _} = rand:uniform_s(100, rand:seed_s(exro928ss, 42)), N.
%% 94
-spec seed_s(alg() | default, seed()) -> state().
seed_s(default, Seed) -> seed_s(exsss, Seed);
seed_s(Alg, Seed) ->
    {Handler, Seeded} = algorithm(Alg),
    {Handler, Seeded(Seed)}.

%% The state of the process's generator without its functions.
%% > rand:seed(exsss, {1, 2, 3}), element(1, rand:export_seed()).
%% exsss
-spec export_seed() -> undefined | export_state().
export_seed() ->
    case get(?KEY) of
        {#{type := Alg}, Numbers} -> {Alg, Numbers};
        _ -> undefined
    end.

%% A state without its functions.
%% > rand:export_seed_s(rand:seed_s(exsss, {1, 2, 3})).
%% {exsss,[117085240290607817|199386643319833935]}
-spec export_seed_s(state()) -> export_state().
export_seed_s({#{type := Alg}, Numbers}) -> {Alg, Numbers}.

%% A generator's functions, and how it is seeded.
algorithm(exs64) -> {#{type => exs64, max => ?M64, next => fun exs64_next/1}, fun exs64_seed/1};
algorithm(exsplus) ->
    {#{type => exsplus, max => ?M58, next => fun exsp_next/1, jump => fun exsplus_jump/1}, fun exsplus_seed/1};
algorithm(exsp) ->
    {#{type => exsp, bits => 58, weak_low_bits => 1, next => fun exsp_next/1, uniform => fun exsp_uniform/1,
       uniform_n => fun exsp_uniform/2, jump => fun exsplus_jump/1},
     fun exsplus_seed/1};
algorithm(exsss) ->
    {#{type => exsss, bits => 58, next => fun exsss_next/1, uniform => fun exsss_uniform/1,
       uniform_n => fun exsss_uniform/2, jump => fun exsplus_jump/1},
     fun exsss_seed/1};
algorithm(exs1024) ->
    {#{type => exs1024, max => ?M64, next => fun exs1024_next/1, jump => fun exs1024_jump/1}, fun exs1024_seed/1};
algorithm(exs1024s) ->
    {#{type => exs1024s, bits => 64, weak_low_bits => 3, next => fun exs1024_next/1, jump => fun exs1024_jump/1},
     fun exs1024_seed/1};
algorithm(exrop) ->
    {#{type => exrop, bits => 58, weak_low_bits => 1, next => fun exrop_next/1, uniform => fun exrop_uniform/1,
       uniform_n => fun exrop_uniform/2, jump => fun exrop_jump/1},
     fun exrop_seed/1};
algorithm(exro928ss) ->
    {#{type => exro928ss, bits => 58, next => fun exro928_value/1, uniform => fun exro928_uniform/1,
       uniform_n => fun exro928_uniform/2, jump => fun exro928_jump/1},
     fun exro928_seed/1};
algorithm(dummy) ->
    {#{type => dummy, bits => 58, next => fun dummy_next/1, uniform => fun dummy_uniform/1,
       uniform_n => fun dummy_uniform/2},
     fun dummy_seed/1}.

%%% Numbers for the process's own generator

%% A float from 0.0 up to, but not including, 1.0.
%% > rand:seed(exsss, 1), rand:uniform().
%% 0.9869973221664313
-spec uniform() -> float().
uniform() -> stepped(uniform_s(own())).

%% An integer from 1 to N.
%% > rand:seed(exsss, 1), rand:uniform(6).
%% 6
%% > rand:uniform(0).
%% ** error:function_clause
-spec uniform(pos_integer()) -> pos_integer().
uniform(N) -> stepped(uniform_s(N, own())).

%% A float between 0.0 and 1.0, neither of them, with full precision near 0.0.
%% > rand:seed(exsss, 1), rand:uniform_real().
%% 0.9869973221664313
-spec uniform_real() -> float().
uniform_real() -> stepped(uniform_real_s(own())).

%% So many bytes.
%% > rand:seed(exsss, 1), rand:bytes(3).
%% <<"ò¯m">>
-spec bytes(non_neg_integer()) -> binary().
bytes(N) -> stepped(bytes_s(N, own())).

%% A float of the standard normal distribution.
%% > rand:seed(exsss, 1), rand:normal().
%% -0.813791342132042
-spec normal() -> float().
normal() -> stepped(normal_s(own())).

%% A float of a normal distribution.
%% > rand:seed(exsss, 1), rand:normal(10, 4).
%% 8.372417315735916
-spec normal(number(), number()) -> float().
normal(Mean, Variance) -> Mean + math:sqrt(Variance) * normal().

%% Goes on in the process's state as far as no other use will come: 2^64 steps for most algorithms, and gives the new
%% state. Fails with not_implemented for those that cannot.
%% > rand:seed(exsss, 42), rand:jump(), rand:uniform(1000000).
%% 69942
%% > rand:seed(dummy, 42), rand:jump().
%% ** error:not_implemented
-spec jump() -> state().
jump() -> keep(jump(own())).

stepped({Value, State}) ->
    put(?KEY, State),
    Value.

%%% Numbers for a given state

%% As uniform/0, with the next state.
%% > element(1, rand:uniform_s(rand:seed_s(exsss, 1))).
%% 0.9869973221664313
-spec uniform_s(state()) -> {float(), state()}.
uniform_s({#{uniform := Uniform}, _} = State) -> Uniform(State);
uniform_s({#{bits := Bits, next := Next} = Handler, R}) ->
    {V, R1} = Next(R),
    {(V bsr (Bits - 53)) * ?TWO_POW_MINUS_53, {Handler, R1}};
uniform_s({#{max := Max, next := Next} = Handler, R}) ->
    {V, R1} = Next(R),
    {V / (Max + 1), {Handler, R1}}.

%% As uniform/1, with the next state.
%% > element(1, rand:uniform_s(6, rand:seed_s(exsss, 1))).
%% 6
-spec uniform_s(pos_integer(), state()) -> {pos_integer(), state()}.
uniform_s(N, {#{uniform_n := Uniform}, _} = State) when is_integer(N), 1 =< N -> Uniform(N, State);
uniform_s(N, {#{bits := Bits, next := Next} = Handler, R}) when is_integer(N), 1 =< N ->
    {V, R1} = Next(R),
    in_range(N, Handler, R1, V, (1 bsl Bits) - N);
uniform_s(N, {#{max := Max, next := Next} = Handler, R}) when is_integer(N), 1 =< N ->
    {V, R1} = Next(R),
    case N =< Max of
        true -> {(V rem N) + 1, {Handler, R1}};
        false -> {trunc(V / (Max + 1) * N) + 1, {Handler, R1}}
    end.

%% An integer from 1 to N from the value V. What lies above the last multiple of N is not used, so all are equally
%% likely; `Room` says how many values there are beyond N.
in_range(N, Handler, R, V, _) when 0 =< V, V < N, N =< ?M58 -> {V + 1, {Handler, R}};
in_range(N, Handler, R, V, Room) when 0 =< Room ->
    if
        V < N -> {V + 1, {Handler, R}};
        true ->
            I = V rem N,
            if
                V - I =< Room -> {I + 1, {Handler, R}};
                true -> uniform_s(N, {Handler, R})
            end
    end;
in_range(N, #{next := Next, bits := Bits} = Handler, R, V, _) ->
    Weak = maps:get(weak_low_bits, Handler, 0),
    Shift = Bits - Weak,
    {V1, R1, B} = joined(Next, R, V, N - 1, Shift, bnot ?BITS(Weak), Shift),
    if
        N band (N - 1) =:= 0 -> {(V1 band (N - 1)) + 1, {Handler, R1}};
        true ->
            I = V1 rem N,
            if
                V1 - I =< (1 bsl (B + Weak)) - N -> {I + 1, {Handler, R1}};
                true ->
                    {V2, R2} = Next(R1),
                    in_range(N, Handler, R2, V2, -1)
            end
    end.

%% Puts values together, without their weak low bits, until they may be greater than Last.
joined(Next, R, V, Last, Shift, Mask, B) ->
    {V1, R1} = Next(R),
    V2 = ((V band Mask) bsl Shift) bor V1,
    case B + Shift of
        B1 when Last bsr B1 =:= 0 -> {V2, R1, B1};
        B1 -> joined(Next, R1, V2, Last, Shift, Mask, B1)
    end.

%% As bytes/1, with the next state.
%% > element(1, rand:bytes_s(2, rand:seed_s(exsss, 1))).
%% <<"ò¯">>
-spec bytes_s(non_neg_integer(), state()) -> {binary(), state()}.
bytes_s(N, {#{bits := Bits, next := Next} = Handler, R}) when is_integer(N), 0 =< N ->
    bytes_of(N, Handler, Next, R, Bits, maps:get(weak_low_bits, Handler, 0));
bytes_s(N, {#{max := _, next := Next} = Handler, R}) when is_integer(N), 0 =< N ->
    bytes_of(N, Handler, Next, R, 58, 2).

bytes_of(N, Handler, Next, R, Bits, Weak) ->
    Good = (Bits - Weak) bsr 3,
    gathered(N, Handler, Next, R, Good, Bits - 8 * Good, <<>>).

gathered(N, Handler, Next, R, Good, Shift, Bytes) when Good < N ->
    {V, R1} = Next(R),
    gathered(N - Good, Handler, Next, R1, Good, Shift, <<Bytes/binary, (V bsr Shift):Good/integer-unit:8>>);
gathered(N, Handler, Next, R, Good, _, Bytes) ->
    {V, R1} = Next(R),
    {<<Bytes/binary, (V bsr (8 * (Good - N))):N/integer-unit:8>>, {Handler, R1}}.

%% As uniform_real/0, with the next state.
%% > element(1, rand:uniform_real_s(rand:seed_s(exsss, 1))).
%% 0.9869973221664313
-spec uniform_real_s(state()) -> {float(), state()}.
uniform_real_s({#{bits := Bits, next := Next} = Handler, R}) ->
    {V, R1} = Next(R),
    real(Handler, Next, R1, V bsr (Bits - 56), Bits, -56);
uniform_real_s({#{max := _, next := Next} = Handler, R}) ->
    {V, R1} = Next(R),
    real(Handler, fun(State) -> low_56(Next(State)) end, R1, V band ?BITS(56), 56, -56).

low_56({V, R}) -> {V bsr 8, R}.

%% The float of 56 bits M, the last of weight 2^Exponent; more bits follow when less than 53 of them count.
real(Handler, Next, R, M, Bits, Exponent) ->
    if
        M >= 1 bsl 55 -> {(M bsr 3) * power(Exponent + 3), {Handler, R}};
        M >= 1 bsl 54 -> {(M bsr 2) * power(Exponent + 2), {Handler, R}};
        M >= 1 bsl 53 -> {(M bsr 1) * power(Exponent + 1), {Handler, R}};
        M >= 1 bsl 52 -> {M * power(Exponent), {Handler, R}};
        true ->
            {V, R1} = Next(R),
            real_more(Handler, Next, R1, M, V, Bits, Exponent)
    end.

real_more(Handler, Next, R, 0, V, Bits, Exponent) when Exponent > -1064 ->
    real(Handler, Next, R, V bsr (Bits - 56), Bits, Exponent - 56);
real_more(Handler, Next, R, 0, _, Bits, _) ->
    %% As good as impossible: begin anew.
    {V, R1} = Next(R),
    real(Handler, Next, R1, V bsr (Bits - 56), Bits, -56);
real_more(Handler, _, R, M, V, Bits, Exponent) ->
    Missing = missing(M, 0),
    {((M bsl Missing) bor (V bsr (Bits - Missing))) * power(Exponent - Missing), {Handler, R}}.

missing(M, Count) when M >= 1 bsl 52 -> Count;
missing(M, Count) -> missing(M bsl 1, Count + 1).

power(Exponent) -> math:pow(2.0, Exponent).

%% As normal/0, with the next state.
%% > element(1, rand:normal_s(rand:seed_s(exsss, 1))).
%% -0.813791342132042
-spec normal_s(state()) -> {float(), state()}.
normal_s(State) ->
    {Sign, M, State1} = bits_52(State),
    Index = M band 255,
    {K, W} = erlet_ziggurat:layer(Index),
    X = M * W,
    if
        M < K, Sign =:= 0 -> {X, State1};
        M < K -> {-X, State1};
        Sign =:= 0 -> outside(Index, X, 1, State1);
        true -> outside(Index, X, -1, State1)
    end.

%% As normal/2, with the next state.
%% > element(1, rand:normal_s(0, 1, rand:seed_s(exsss, 1))).
%% -0.813791342132042
-spec normal_s(number(), number(), state()) -> {float(), state()}.
normal_s(Mean, Variance, State) when 0 < Variance ->
    {X, State1} = normal_s(State),
    {Mean + math:sqrt(Variance) * X, State1}.

bits_52({#{bits := Bits, next := Next} = Handler, R}) ->
    {V, R1} = Next(R),
    M = V bsr (Bits - 52),
    {M band 1, M bsr 1, {Handler, R1}};
bits_52({#{max := _, next := Next} = Handler, R}) ->
    {V, R1} = Next(R),
    {(V bsr 51) band 1, V band ?BITS(51), {Handler, R1}}.

-define(END, 3.6541528853610087963519472518).

%% What is not certainly inside its layer: the tail of the lowest, or the edge of another.
outside(0, _, Sign, State) ->
    {U, State1} = uniform_s(State),
    X = -1 / ?END * math:log(U),
    {V, State2} = uniform_s(State1),
    case -2.0 * math:log(V) > X * X of
        true -> {Sign * (?END + X), State2};
        false -> outside(0, X, Sign, State2)
    end;
outside(Index, X, Sign, State) ->
    Low = height(Index),
    {U, State1} = uniform_s(State),
    case (height(Index - 1) - Low) * U + Low < math:exp(-0.5 * X * X) of
        true -> {Sign * X, State1};
        false -> normal_s(State1)
    end.

%% The density where a layer ends; the highest begins at the top.
height(0) -> 1.0;
height(Index) ->
    {_, W} = erlet_ziggurat:layer(Index),
    density(W * (1 bsl 51)).

density(X) -> math:exp(-0.5 * X * X).

%% Moves a state on by a very great number of steps.
%% > element(1, rand:uniform_s(6, rand:jump(rand:seed_s(exsss, 1)))).
%% 6
-spec jump(state()) -> state().
jump({#{jump := Jump}, _} = State) -> Jump(State);
jump({#{}, _}) -> error(not_implemented).

%% Adds up the states that the polynomial names.
jumped(0, _, _, Sum, _) -> Sum;
jumped(Polynomial, Step, State, Sum, Add) when Polynomial band 1 =:= 1 ->
    jumped(Polynomial bsr 1, Step, Step(State), Add(State, Sum), Add);
jumped(Polynomial, Step, State, Sum, Add) ->
    jumped(Polynomial bsr 1, Step, Step(State), Sum, Add).

add_pairs([A1 | A0], [B1 | B0]) -> [A1 bxor B1 | A0 bxor B0].

add_rings(Ring, Sum) -> lists:zipwith(fun(A, B) -> A bxor B end, in_order(Ring), Sum).

ring_sum(Polynomial, Step, Ring) -> jumped(Polynomial, Step, Ring, lists:duplicate(16, 0), fun add_rings/2).

in_order({Front, Passed}) -> Front ++ lists:reverse(Passed).

%%% xorshift116: exsp, exsplus and exsss

exsp_uniform({Handler, R}) ->
    {V, R1} = exsp_next(R),
    {(V bsr 5) * ?TWO_POW_MINUS_53, {Handler, R1}}.

exsp_uniform(N, {Handler, R}) ->
    {V, R1} = exsp_next(R),
    in_range(N, Handler, R1, V, (1 bsl 58) - N).

exsss_uniform({Handler, R}) ->
    {V, R1} = exsss_next(R),
    {(V bsr 5) * ?TWO_POW_MINUS_53, {Handler, R1}}.

exsss_uniform(N, {Handler, R}) ->
    {V, R1} = exsss_next(R),
    in_range(N, Handler, R1, V, (1 bsl 58) - N).

exsplus_seed(Numbers) when is_list(Numbers) -> pair(Numbers);
exsplus_seed(Number) when is_integer(Number) -> two_of(Number);
exsplus_seed({A1, A2, A3}) ->
    {_, R1} = exsp_next([(A1 * 4294967197 + 1) band ?M58 | (A2 * 4294967231 + 1) band ?M58]),
    {_, R2} = exsp_next([(A3 * 4294967279 + 1) band ?M58 | tl(R1)]),
    R2.

exsss_seed(Numbers) when is_list(Numbers) -> pair(Numbers);
exsss_seed(Number) when is_integer(Number) -> two_of(Number);
exsss_seed({A1, A2, A3}) ->
    {_, X1} = seed58(A1 band ?M64),
    {S0, X2} = seed58((A2 bxor X1) band ?M64),
    {S1, _} = seed58((A3 bxor X2) band ?M64),
    [S0 | S1].

pair(Numbers) ->
    [S1, S0] = own_numbers(Numbers, 2, ?M58),
    [S1 | S0].

two_of(Number) ->
    {S1, X} = seed58(Number band ?M64),
    {S0, _} = seed58(X),
    [S1 | S0].

%% One step of xorshift116+: the sum of both numbers, and the next two.
%% > rand:exsp_next([1 | 2]).
%% {16785413,[2|16785411]}
-spec exsp_next(alg_state()) -> {non_neg_integer(), alg_state()}.
exsp_next([S1 | S0]) ->
    S = xorshift116(S1, S0),
    {(S0 + S) band ?M58, [S0 | S]}.

exsss_next([S1 | S0]) ->
    {scrambled(S0), [S0 | xorshift116(S1, S0)]}.

xorshift116(S1, S0) ->
    X = S1 bxor ?SHIFT58(S1, 24),
    X bxor S0 bxor (X bsr 11) bxor (S0 bsr 41).

%% Vigna's scrambler **, with the factors 5 and 9 and a rotation by 7.
scrambled(S) ->
    X = (S + ?SHIFT58(S, 2)) band ?M58,
    Rotated = ?ROTATE58(X, 7),
    (Rotated + ?SHIFT58(Rotated, 3)) band ?M58.

%% 2^64 steps of xorshift116+.
%% > rand:exsp_jump([1 | 2]).
%% [62857607239118635|99818531232796752]
-spec exsp_jump(alg_state()) -> alg_state().
exsp_jump(R) -> jumped(?EXSP_JUMP, fun([S1 | S0]) -> [S0 | xorshift116(S1, S0)] end, R, [0 | 0], fun add_pairs/2).

exsplus_jump({Handler, R}) -> {Handler, exsp_jump(R)}.

%%% xoroshiro116+: exrop

exrop_uniform({Handler, R}) ->
    {V, R1} = exrop_next(R),
    {(V bsr 5) * ?TWO_POW_MINUS_53, {Handler, R1}}.

exrop_uniform(N, {Handler, R}) ->
    {V, R1} = exrop_next(R),
    in_range(N, Handler, R1, V, (1 bsl 58) - N).

exrop_seed(Numbers) when is_list(Numbers) -> pair(Numbers);
exrop_seed(Number) when is_integer(Number) -> two_of(Number);
exrop_seed({A1, A2, A3}) ->
    [_ | S1] = exrop_step([(A1 * 4294967197 + 1) band ?M58 | (A2 * 4294967231 + 1) band ?M58]),
    exrop_step([(A3 * 4294967279 + 1) band ?M58 | S1]).

exrop_next([S1 | S0] = R) -> {(S0 + S1) band ?M58, exrop_step(R)}.

exrop_step([S1 | S0]) ->
    X = S1 bxor S0,
    [?ROTATE58(S1, 24) bxor X bxor ?SHIFT58(X, 2) | ?ROTATE58(X, 35)].

exrop_jump({Handler, R}) -> {Handler, jumped(?EXROP_JUMP, fun exrop_step/1, R, [0 | 0], fun add_pairs/2)}.

%%% xorshift64*: exs64

exs64_seed(Numbers) when is_list(Numbers) ->
    [R] = own_numbers(Numbers, 1, ?M64),
    R;
exs64_seed(Number) when is_integer(Number) ->
    {R, _} = seed64(Number band ?M64),
    R;
exs64_seed({A1, A2, A3}) ->
    {V1, _} = exs64_next((A1 band ?BITS(32)) * 4294967197 + 1),
    {V2, _} = exs64_next((A2 band ?BITS(32)) * 4294967231 + 1),
    {V3, _} = exs64_next((A3 band ?BITS(32)) * 4294967279 + 1),
    (V1 * V2 * V3) rem (?M64 - 1) + 1.

exs64_next(R) ->
    R1 = R bxor (R bsr 12),
    R2 = R1 bxor ((R1 bsl 25) band ?M64),
    R3 = R2 bxor (R2 bsr 27),
    {(R3 * 2685821657736338717) band ?M64, R3}.

%%% xorshift1024*: exs1024 and exs1024s; a ring of 16 numbers as those in front and those passed

exs1024_seed(Numbers) when is_list(Numbers) -> {own_numbers(Numbers, 16, ?M64), []};
exs1024_seed(Number) when is_integer(Number) -> {seeds(16, Number band ?M64, fun seed64/1), []};
exs1024_seed({A1, A2, A3}) ->
    M21 = ?BITS(21),
    B1 = (((A1 band M21) + 1) * 2097131) band M21,
    B2 = (((A2 band M21) + 1) * 2097133) band M21,
    B3 = (((A3 band M21) + 1) * 2097143) band M21,
    {sixteen((B1 bsl 43) bor (B2 bsl 22) bor (B3 bsl 1) bor 1, 16, []), []}.

sixteen(_, 0, Numbers) -> Numbers;
sixteen(R, Count, Numbers) ->
    {V, R1} = exs64_next(R),
    sixteen(R1, Count - 1, [V | Numbers]).

exs1024_next({[S0, S1 | Front], Passed}) ->
    X1 = S1 bxor ((S1 bsl 31) band ?M64),
    X2 = X1 bxor (X1 bsr 11),
    New = X2 bxor S0 bxor (S0 bsr 30),
    {(New * 1181783497276652981) band ?M64, {[New | Front], [S0 | Passed]}};
exs1024_next({[Last], Passed}) -> exs1024_next({[Last | lists:reverse(Passed)], []}).

exs1024_jump({Handler, R}) ->
    Step = fun(Ring) -> element(2, exs1024_next(Ring)) end,
    {Front, Passed} = lists:split(length(element(1, R)), ring_sum(?EXS1024_JUMP, Step, R)),
    {Handler, {Front, lists:reverse(Passed)}}.

%%% xoroshiro928**: exro928ss; a ring as before

%% A state of exro928ss from a seed.
%% > {High, Low} = rand:exro928_seed(42), length(High) + length(Low).
%% 16
-spec exro928_seed(seed()) -> alg_state().
exro928_seed(Numbers) when is_list(Numbers) -> {own_numbers(Numbers, 16, ?M58), []};
exro928_seed(Number) when is_integer(Number) -> {seeds(16, Number band ?M64, fun seed58/1), []};
exro928_seed({A1, A2, A3}) ->
    {S0, X0} = seed58(A1 band ?M64),
    {S1, X1} = seed58((A2 bxor X0) band ?M64),
    {S2, X2} = seed58((A3 bxor X1) band ?M64),
    {[S0, S1, S2 | seeds(13, X2, fun seed58/1)], []}.

%% One step, and the two words of the state that its value is made of.
%% > {Words, _} = rand:exro928_next(rand:exro928_seed(42)), Words.
%% {132629853624823445,67522330609774851}
-spec exro928_next(alg_state()) -> {{non_neg_integer(), non_neg_integer()}, alg_state()}.
exro928_next({[S15, S0 | _], _} = R) -> {{S15, S0}, exro928_next_state(R)};
exro928_next({[Last], Passed}) -> exro928_next({[Last | lists:reverse(Passed)], []}).

exro928_value(R) ->
    {{_, S0}, R1} = exro928_next(R),
    {scrambled(S0), R1}.

%% One step.
%% > S = rand:exro928_seed(42), rand:exro928_next_state(S) =:= element(2, rand:exro928_next(S)).
%% true
-spec exro928_next_state(alg_state()) -> alg_state().
exro928_next_state({[S15, S0 | Front], Passed}) ->
    X = S15 bxor S0,
    {[?ROTATE58(X, 45) | Front], [?ROTATE58(S0, 44) bxor X bxor ?SHIFT58(X, 9) | Passed]};
exro928_next_state({[Last], Passed}) -> exro928_next_state({[Last | lists:reverse(Passed)], []}).

exro928_uniform({Handler, R}) ->
    {V, R1} = exro928_value(R),
    {(V bsr 5) * ?TWO_POW_MINUS_53, {Handler, R1}}.

exro928_uniform(N, {Handler, R}) ->
    {V, R1} = exro928_value(R),
    in_range(N, Handler, R1, V, (1 bsl 58) - N).

exro928_jump({Handler, R}) -> {Handler, exro928_jump_2pow512(R)}.

%% 2^512 steps at once, so that states that are so far apart never meet.
%% > {Words, _} = rand:exro928_next(rand:exro928_jump_2pow512(rand:exro928_seed(42))), Words.
%% {214651973960310769,184766185467171588}
-spec exro928_jump_2pow512(alg_state()) -> alg_state().
exro928_jump_2pow512(R) -> {ring_sum(?EXRO928_JUMP_512, fun exro928_next_state/1, R), []}.

%% 2^20 steps at once.
%% > {Words, _} = rand:exro928_next(rand:exro928_jump_2pow20(rand:exro928_seed(42))), Words.
%% {115701065935688852,187080538705099554}
-spec exro928_jump_2pow20(alg_state()) -> alg_state().
exro928_jump_2pow20(R) -> {ring_sum(?EXRO928_JUMP_20, fun exro928_next_state/1, R), []}.

%%% dummy: no generator at all, for measuring what a call costs

dummy_uniform({Handler, R}) -> {0.5, {Handler, R bxor ?M58}}.

dummy_uniform(_, {Handler, R}) -> {1, {Handler, R bxor ?M58}}.

dummy_seed(Numbers) when is_list(Numbers) ->
    [R] = own_numbers(Numbers, 1, ?M58),
    R;
dummy_seed(Number) when is_integer(Number) ->
    {R, _} = seed58(Number band ?M64),
    R;
dummy_seed({A1, A2, A3}) ->
    {_, X1} = seed58(A1 band ?M64),
    {_, X2} = seed58((A2 bxor X1) band ?M64),
    {R, _} = seed58((A3 bxor X2) band ?M64),
    R.

dummy_next(R) -> {R, R bxor ?M58}.

%%% Seeds as numbers

%% A list of the generator's own numbers: not all zero, and not more than it has; what is missing is zero.
own_numbers(Numbers, Count, Mask) ->
    Given = masked(Numbers, Count, Mask),
    lists:any(fun(Number) -> Number =/= 0 end, Given) orelse error(zero_seed),
    Given ++ lists:duplicate(Count - length(Given), 0).

masked([_ | _], 0, _) -> error(too_many_seed_integers);
masked([Number | Numbers], Count, Mask) when is_integer(Number) -> [Number band Mask | masked(Numbers, Count - 1, Mask)];
masked([_ | _], _, _) -> error(non_integer_seed);
masked([], _, _) -> [].

seeds(0, _, _) -> [];
seeds(Count, X, Seed) ->
    {Number, X1} = Seed(X),
    [Number | seeds(Count - 1, X1, Seed)].

%% The next number of splitmix64 in 58 bits that is not zero.
seed58(X) ->
    case splitmix64_next(X) of
        {V, X1} when V band ?M58 =:= 0 -> seed58(X1);
        {V, X1} -> {V band ?M58, X1}
    end.

seed64(X) ->
    case splitmix64_next(X) of
        {0, X1} -> seed64(X1);
        Next -> Next
    end.

%% One step of splitmix64 (Steele, Lea and Flood).
%% > rand:splitmix64_next(1).
%% {10451216379200822465,11400714819323198486}
-spec splitmix64_next(integer()) -> {non_neg_integer(), non_neg_integer()}.
splitmix64_next(X) ->
    X1 = (X + 16#9e3779b97f4a7c15) band ?M64,
    Z1 = ((X1 bxor (X1 bsr 30)) * 16#bf58476d1ce4e5b9) band ?M64,
    Z2 = ((Z1 bxor (Z1 bsr 27)) * 16#94d049bb133111eb) band ?M64,
    {Z2 bxor (Z2 bsr 31), X1}.

%%% mwc59: a multiply-with-carry generator of one small integer, to be called directly

%% One step.
%% > rand:mwc59(1).
%% 133850370
-spec mwc59(non_neg_integer()) -> non_neg_integer().
mwc59(CX) -> 16#7fa6502 * (CX band ?BITS(32)) + (CX bsr 32).

%% 32 bits of a state.
%% > rand:mwc59_value32(12345678901).
%% 62925109
-spec mwc59_value32(non_neg_integer()) -> non_neg_integer().
mwc59_value32(CX) ->
    X = CX band ?BITS(32),
    X bxor ((X bsl 8) band ?BITS(32)).

%% 59 bits of a state.
%% > rand:mwc59_value(12345678901).
%% 76823788135505765
-spec mwc59_value(non_neg_integer()) -> non_neg_integer().
mwc59_value(CX) ->
    X = CX bxor ((CX bsl 4) band ?BITS(59)),
    X bxor ((X bsl 27) band ?BITS(59)).

%% A float from 0.0 up to 1.0 of a state.
%% > rand:mwc59_float(12345678901).
%% 0.5291538426963426
-spec mwc59_float(non_neg_integer()) -> float().
mwc59_float(CX) -> (mwc59_value(CX) band ?BITS(53)) * ?TWO_POW_MINUS_53.

%% A state from chance: a positive integer of less than 59 bits.
%% > State = rand:mwc59_seed(), State > 0 andalso State < 1 bsl 59.
%% true
-spec mwc59_seed() -> non_neg_integer().
mwc59_seed() -> mixed58(erts_internal:random_seed()) + 1.

%% A state from an integer.
%% > rand:mwc59_seed(1).
%% 11213862807209314
-spec mwc59_seed(non_neg_integer()) -> non_neg_integer().
mwc59_seed(Seed) when is_integer(Seed), 0 =< Seed, Seed =< ?M58 -> mixed58(Seed) + 1.

%% Murmur3's finish in 58 bits.
mixed58(X) ->
    X1 = ((X bxor (X bsr 29)) * 16#351afd7ed558ccd) band ?M58,
    X2 = ((X1 bxor (X1 bsr 29)) * 16#ceb9fe1a85ec53) band ?M58,
    X2 bxor (X2 bsr 29).
