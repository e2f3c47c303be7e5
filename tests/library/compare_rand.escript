#!/usr/bin/env escript
%% Compares vm/lib/rand.erl with OTP's rand under plain OTP: every generator, every kind of seed, many numbers.
%% uniform_real_s of the three generators of before OTP 20 is left out: its last bits are our own when it is small.
-mode(compile).

main(_) ->
    Lib = filename:join([filename:dirname(escript:script_name()), "..", "..", "vm", "lib"]),
    [load(Lib, File) || File <- ["rand", "erlet_ziggurat"]],
    Algs = [exsss, exrop, exsp, exs1024s, exro928ss, exs64, exsplus, exs1024],
    Seeds = [0, 1, 42, -7, 1 bsl 100, {1, 2, 3}, {0, 0, 0}, {-5, 1 bsl 70, 9}, [5], [1, 2], [], [0], lists:seq(1, 17)],
    Bad = [Diff || Alg <- Algs, Seed <- Seeds, Diff <- [diff(Alg, Seed)], Diff =/= same]
        ++ [{mwc59, F, X} || X <- [0, 1, 2, 12345678, 1 bsl 58 - 1, 987654321987654],
                             F <- [mwc59, mwc59_value, mwc59_value32, mwc59_float, mwc59_seed],
                             rand:F(X) =/= erlet_rand:F(X)],
    [io:format("~0p~n", [B]) || B <- Bad],
    io:format("~b differ~n", [length(Bad)]),
    halt(min(1, length(Bad))).

load(Lib, File) ->
    {ok, Forms} = epp:parse_file(filename:join(Lib, File ++ ".erl"), []),
    Name = case File of "rand" -> erlet_rand; _ -> list_to_atom(File) end,
    Renamed = [case Form of {attribute, A, module, _} -> {attribute, A, module, Name}; _ -> Form end || Form <- Forms],
    {ok, Name, Beam} = compile:forms(Renamed, []),
    {module, Name} = code:load_binary(Name, File, Beam).

diff(Alg, Seed) ->
    case {seeded(rand, Alg, Seed), seeded(erlet_rand, Alg, Seed)} of
        {{error, _} = Same, Same} -> same;
        {{ok, Theirs}, {ok, Ours}} -> steps(Alg, Seed, Theirs, Ours, calls(Alg));
        {Theirs, Ours} -> {Alg, Seed, Theirs, Ours}
    end.

seeded(Module, Alg, Seed) ->
    try {ok, Module:seed_s(Alg, Seed)} catch error:Reason -> {error, Reason} end.

steps(Alg, Seed, Theirs, Ours, [{Name, Args, Times} | Calls]) ->
    case repeat(Name, Args, Times, Theirs, Ours) of
        {T1, O1} -> steps(Alg, Seed, T1, O1, Calls);
        Diff -> [Alg, Seed, Diff]
    end;
steps(_, _, _, _, []) -> same.

repeat(_, _, 0, T, O) -> {T, O};
repeat(Name, Args, N, T, O) ->
    case {called(rand, Name, Args ++ [T]), called(erlet_rand, Name, Args ++ [O])} of
        {{error, R}, {error, R}} -> {T, O};
        {{V, T1}, {V, O1}} ->
            case rand:export_seed_s(T1) =:= rand:export_seed_s(O1) of
                true -> repeat(Name, Args, N - 1, T1, O1);
                false -> {state, Name, Args, N, rand:export_seed_s(T1), rand:export_seed_s(O1)}
            end;
        {A, B} -> {Name, Args, N, rand:export_seed_s(T), A, B}
    end.

called(Module, jump, [State]) ->
    try {jumped, Module:jump(State)} catch error:Reason -> {error, Reason} end;
called(Module, Name, Args) ->
    try apply(Module, Name, Args) catch error:Reason -> {error, Reason} end.

calls(Alg) when Alg =:= exs64; Alg =:= exsplus; Alg =:= exs1024 -> lists:keydelete(uniform_real_s, 1, calls());
calls(_) -> calls().

calls() ->
    [{uniform_s, [], 300}, {uniform_s, [10], 300}, {uniform_s, [1 bsl 58], 50}, {uniform_s, [1 bsl 57 + 1], 200},
     {uniform_s, [1 bsl 58 + 1], 100}, {uniform_s, [1 bsl 64], 50}, {uniform_s, [1 bsl 64 + 5], 50},
     {uniform_s, [1 bsl 200], 50}, {uniform_s, [1 bsl 200 - 12345], 100}, {uniform_s, [3 bsl 113], 100},
     {uniform_s, [3 bsl 111], 100}, {uniform_s, [3 bsl 112], 100}, {uniform_s, [3 bsl 169], 100},
     {uniform_s, [0], 1}, {uniform_s, [1.0], 1}, {uniform_real_s, [], 3000}, {normal_s, [], 5000},
     {normal_s, [3, 2], 10}, {bytes_s, [0], 2}, {bytes_s, [7], 3}, {bytes_s, [100], 3}, {bytes_s, [1], 2},
     {jump, [], 1}, {uniform_s, [], 20}, {jump, [], 1}, {uniform_s, [1000], 20}].
