#!/usr/bin/env escript
%% Compares vm/lib/array.erl with OTP's array under plain OTP: the same calls on both, terms and errors.
-mode(compile).

main(_) ->
    File = filename:join([filename:dirname(escript:script_name()), "..", "..", "vm", "lib", "array.erl"]),
    {ok, Forms} = epp:parse_file(File, []),
    Renamed = [case Form of {attribute, A, module, _} -> {attribute, A, module, erlet_array}; _ -> Form end || Form <- Forms],
    {ok, erlet_array, Beam} = compile:forms(Renamed, [report]),
    {module, _} = code:load_binary(erlet_array, "erlet_array", Beam),
    rand:seed(exsss, 25),
    Bad = lists:sum([1 || _ <- lists:seq(1, 3000), not same(rand:uniform(12))]),
    io:format("~b differ~n", [Bad]),
    halt(min(1, Bad)).

%% Either arrays are fixed and relaxed, or they change their size: OTP 25's tree breaks (to_list/1 gives too many elements)
%% when an array that was made smaller is fixed and made larger again.
same(Steps) ->
    case rand:uniform(2) of
        1 -> steps(Steps, [1, 2, 3, 4, 5, 6, 7], start(rand:uniform(6)));
        2 -> steps(Steps, [1, 2, 3, 4, 6, 7, 8, 9], element(rand:uniform(2), {[], {default, 0}}))
    end.

start(1) -> [];
start(2) -> [{size, rand:uniform(300) - 1}];
start(3) -> [fixed, rand:uniform(30)];
start(4) -> [{default, 0}];
start(5) -> rand:uniform(120);
start(6) -> [{fixed, false}, {size, rand:uniform(1200)}, {default, x}].

steps(Steps, Kinds, Options) -> steps(Steps, Kinds, call(array, new, [Options]), call(erlet_array, new, [Options])).

steps(_, _, Same, Same) when element(1, Same) =:= error -> true;
steps(0, _, {ok, Theirs}, {ok, Ours}) -> lists:all(fun(Call) -> agree(Call, Theirs, Ours) end, questions());
steps(Steps, Kinds, {ok, Theirs}, {ok, Ours}) ->
    {Name, Args} = step(lists:nth(rand:uniform(length(Kinds)), Kinds)),
    steps(Steps - 1, Kinds, call(array, Name, Args ++ [Theirs]), call(erlet_array, Name, Args ++ [Ours]));
steps(_, _, Theirs, Ours) ->
    io:format("~0p~n~0p~n", [Theirs, Ours]),
    false.

step(1) -> {set, [rand:uniform(40) - 1, rand:uniform(3)]};
step(2) -> {set, [rand:uniform(1500) - 1, y]};
step(3) -> {reset, [rand:uniform(40) - 1]};
step(4) -> {set, [rand:uniform(300) - 1, w]};
step(5) -> {fix, []};
step(6) -> {set, [rand:uniform(100) - 1, z]};
step(7) -> {set, [rand:uniform(9) - 1, undefined]};
step(8) -> {resize, [rand:uniform(60) - 1]};
step(9) -> {resize, [rand:uniform(1600) - 1]}.

questions() ->
    [{to_list, []}, {sparse_to_list, []}, {to_orddict, []}, {sparse_to_orddict, []}, {size, []}, {sparse_size, []},
     {default, []}, {is_fix, []}, {is_array, []}, {resize, []}, {fix, []}, {relax, []}, {get, [3]}, {get, [1499]}, {get, [-1]}, {get, [a]}]
        ++ [{map, [fun(I, _) -> I end]}, {sparse_map, [fun(I, V) -> {I, V} end]}]
        ++ [{Fold, [fun(I, V, S) -> [{I, V} | S] end, []]} || Fold <- [foldl, foldr, sparse_foldl, sparse_foldr]].

agree({Name, Args}, A, B) ->
    Theirs = seen(call(array, Name, Args ++ [A])),
    Ours = seen(call(erlet_array, Name, Args ++ [B])),
    Theirs =:= Ours orelse begin io:format("~p ~0p~n  ~0p~n  ~0p~n", [Name, A, Theirs, Ours]), false end.

%% An array as its elements: how much room its tree has may differ.
seen({ok, Array}) when element(1, Array) =:= array -> {array:default(Array), array:is_fix(Array), array:to_list(Array)};
seen(Other) -> Other.

call(Module, Name, Args) ->
    try {ok, apply(Module, Name, Args)} catch Class:Reason -> {error, Class, Reason} end.
