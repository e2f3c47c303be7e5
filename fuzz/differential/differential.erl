%% Runs random programs under OTP and under Erlet and compares what they end with.
%%
%% A batch of programs is one module: each program runs in a process of its own, and main/0 prints a line for each.
%% OTP compiles the module inside this node; Erlet reads the file.
-module(differential).
-export([main/1]).

-define(BATCH, 200).

main([Erlet, "planted", Count, Seed]) ->
    start(Erlet),
    planted(list_to_integer(Count), list_to_integer(Seed));
main([Erlet, "show", Number, Seed]) ->
    start(Erlet),
    [io:format("~ts~n", [T]) || T <- texts(make(list_to_integer(Seed), list_to_integer(Number)))];
main([Erlet, "compare", Count, Seed]) ->
    start(Erlet),
    compare(list_to_integer(Count), list_to_integer(Seed)).

start(Erlet) ->
    put(erlet, Erlet),
    put(folder, case os:getenv("FUZZ_FOLDER") of false -> "/tmp/erlet-fuzz-" ++ os:getpid(); F -> F end),
    filelib:ensure_dir(get(folder) ++ "/x"),
    io:setopts([{encoding, unicode}]).

%% ---- programs ----------------------------------------------------------------------------------------------

%% A program is {Number, Forms}; the names in it still carry `@`.
make(Seed, Number) -> make(Seed, Number, 0).

make(Seed, Number, Attempt) ->
    Texts = generate:program({Seed, Number, Attempt}),
    try [parse(T) || T <- Texts] of
        Forms ->
            case lints(Forms) of
                true -> {Number, Forms};
                false -> discarded(), make(Seed, Number, Attempt + 1)
            end
    catch
        throw:{syntax, Why, Text} ->
            io:format("generator: syntax ~p~n~ts~n", [Why, Text]),
            discarded(),
            make(Seed, Number, Attempt + 1)
    end.

discarded() -> put(discarded, case get(discarded) of undefined -> 1; N -> N + 1 end).

parse(Text) ->
    case erl_scan:string(quoted(Text)) of
        {ok, Tokens, _} ->
            case erl_parse:parse_form(Tokens) of
                {ok, Form} -> Form;
                {error, Why} -> throw({syntax, Why, Text})
            end;
        {error, Why, _} -> throw({syntax, Why, Text})
    end.

%% Names like h1@ are atoms as they are; t@ too.
quoted(Text) -> Text.

runner() ->
    [parse_many(generate:header()), parse_many(
    "main() -> show(all()).\n"
    "show([]) -> ok;\n"
    "show([{N, F} | Rest]) -> io:format(\"t~w ~w~n\", [N, one(F)]), show(Rest).\n"
    "results() -> [{N, one(F)} || {N, F} <- all()].\n"
    "one(F) ->\n"
    "    {Pid, Ref} = spawn_monitor(fun() -> exit({result_, result(F)}) end),\n"
    "    receive\n"
    "        {'DOWN', Ref, process, Pid, {result_, R}} -> R;\n"
    "        {'DOWN', Ref, process, Pid, R} -> {died, mask(R)}\n"
    "    after 3000 -> exit(Pid, kill), timeout\n"
    "    end.\n"
    "result(F) -> try F() of V -> {value, mask(V)} catch C:R -> {C, mask(R)} end.\n"
    "mask(X) when is_function(X) -> 'FUN';\n"
    "mask(X) when is_pid(X) -> 'PID';\n"
    "mask(X) when is_reference(X) -> 'REF';\n"
    "mask([H | T]) -> [mask(H) | mask(T)];\n"
    "mask(X) when is_tuple(X) -> list_to_tuple(mask(tuple_to_list(X)));\n"
    "mask(X) when is_map(X) -> maps:from_list([{mask(K), mask(V)} || {K, V} <- maps:to_list(X)]);\n"
    "mask(X) -> X.\n"
    "strip({'EXIT', {R, S}}) when is_list(S) -> {'EXIT', R};\n"
    "strip(X) -> X.\n")].

parse_many(Text) ->
    {ok, Tokens, _} = erl_scan:string(Text),
    parse_tokens(Tokens, []).

parse_tokens([], []) -> [];
parse_tokens([{dot, _} = Dot | Rest], Acc) ->
    {ok, Form} = erl_parse:parse_form(lists:reverse([Dot | Acc])),
    [Form | parse_tokens(Rest, [])];
parse_tokens([T | Rest], Acc) -> parse_tokens(Rest, [T | Acc]).

lints(Forms) ->
    [Records, Runner] = runner(),
    All = [{attribute, 1, file, {"x.erl", 1}}, {attribute, 1, module, fuzz_batch}] ++ Records ++
        [{attribute, 1, compile, export_all}, parse("all() -> [].")] ++ Runner ++ Forms ++ [{eof, 1}],
    case catch erl_lint:module(All, "x.erl", []) of
        {ok, _} -> true;
        {error, [{_, [Error | _]}], _} -> _ = os:getenv("FUZZ_LINT") =/= false andalso io:format("lint ~p~n", [Error]), false;
        _ -> false
    end.

%% The program's own names: `@` becomes the number.
named(Number, Forms) ->
    Suffix = integer_to_list(Number),
    rename(Forms, Suffix).

rename(Atom, Suffix) when is_atom(Atom) ->
    Text = atom_to_list(Atom),
    case Text =/= [] andalso lists:last(Text) =:= $@ of
        true -> list_to_atom(lists:droplast(Text) ++ "_" ++ Suffix);
        false -> Atom
    end;
rename([H | T], S) -> [rename(H, S) | rename(T, S)];
rename(X, S) when is_tuple(X) -> list_to_tuple(rename(tuple_to_list(X), S));
rename(X, _) -> X.

texts({Number, Forms}) -> [lists:flatten(erl_pp:form(F, [{encoding, unicode}])) || F <- named(Number, Forms)].

module_forms(Programs) ->
    [Records, Runner] = runner(),
    All = "all() -> [" ++ lists:join(", ", [io_lib:format("{~w, fun t_~w/0}", [N, N]) || {N, _} <- Programs]) ++ "].",
    [{attribute, 1, file, {"fuzz_batch.erl", 1}}, {attribute, 1, module, fuzz_batch}, parse("-export([main/0, results/0])."), parse("-compile(nowarn_unused_function).")] ++
        Records ++ [parse(lists:flatten(All))] ++ Runner ++ lists:append([named(N, F) || {N, F} <- Programs]).

%% ---- OTP ---------------------------------------------------------------------------------------------------

%% A map from the program's number to its line.
otp(Programs) -> otp(Programs, []).

otp([], _) -> #{};
otp(Programs, Options) ->
    case catch compile:forms(module_forms(Programs), [binary, return | Options]) of
        {ok, Module, Binary, _} ->
            code:purge(Module),
            {module, Module} = code:load_binary(Module, "fuzz_batch.erl", Binary),
            maps:from_list([{N, line(R)} || {N, R} <- Module:results()]);
        Error when length(Programs) =:= 1 ->
            [{N, _}] = Programs,
            #{N => lists:flatten(io_lib:format("not compiled: ~0P", [Error, 20]))};
        _ ->
            {A, B} = lists:split(length(Programs) div 2, Programs),
            maps:merge(otp(A, Options), otp(B, Options))
    end.

line(R) -> unicode:characters_to_list(io_lib:format("~w", [R])).

%% ---- Erlet -------------------------------------------------------------------------------------------------

erlet(Programs) -> erlet(Programs, "").

erlet([], _) -> #{};
erlet(Programs, Sub) ->
    Folder = get(folder) ++ Sub,
    File = Folder ++ "/fuzz_batch.erl",
    filelib:ensure_dir(File),
    Text = [erl_pp:form(F, [{encoding, unicode}]) || {attribute, _, K, _} = F <- module_forms(Programs), K =/= file] ++
        [erl_pp:form(F, [{encoding, unicode}]) || {function, _, _, _, _} = F <- module_forms(Programs)],
    ok = file:write_file(File, unicode:characters_to_binary(Text)),
    Output = run("timeout 120 " ++ get(erlet) ++ " " ++ File ++ " 2>" ++ Folder ++ "/stderr"),
    Lines = maps:from_list([L || Line <- string:split(Output, "\n", all), L <- line_of(Line)]),
    Missing = [P || {N, _} = P <- Programs, not is_map_key(N, Lines)],
    case Missing of
        [] -> Lines;
        [{N, _}] when length(Programs) =:= 1 ->
            {ok, Error} = file:read_file(Folder ++ "/stderr"),
            Lines#{N => "no result: " ++ complaint(Error) ++ Output};
        _ ->
            {A, B} = lists:split((length(Missing) + 1) div 2, Missing),
            maps:merge(Lines, maps:merge(erlet(A, Sub), erlet(B, Sub)))
    end.

%% What standard error says apart from warnings.
complaint(Error) ->
    Texts = [T || Mark <- [<<"erlet: ">>, <<"] Error">>, <<"panicked">>], {At, _} <- [binary:match(Error, Mark)], T <- [binary:part(Error, At, min(600, byte_size(Error) - At))]],
    case [unicode:characters_to_list(T) || T <- Texts] of
        [L | _] when is_list(L) -> L;
        _ when Texts =/= [] -> binary_to_list(hd(Texts));
        [] -> "no message"
    end.

line_of("t" ++ Line) ->
    case string:split(Line, " ") of
        [N, Rest] -> case string:to_integer(N) of {I, ""} when I >= 0 -> [{I, Rest}]; _ -> [] end;
        _ -> []
    end;
line_of(_) -> [].

run(Command) ->
    Port = open_port({spawn, Command}, [binary, exit_status, stream]),
    collect(Port, []).

collect(Port, Acc) ->
    receive
        {Port, {data, Data}} -> collect(Port, [Acc, Data]);
        {Port, {exit_status, _}} ->
            case unicode:characters_to_list(iolist_to_binary(Acc)) of
                L when is_list(L) -> L;
                _ -> binary_to_list(iolist_to_binary(Acc))
            end
    end.

%% ---- compare -----------------------------------------------------------------------------------------------

compare(Count, Seed) ->
    Start = erlang:monotonic_time(second),
    put(discarded, 0),
    put(optimiser, []),
    {Values, Shares, Differences} = batches(1, Count, Seed, 0, #{}, []),
    io:format("~n== programs ~w, seed ~w, ~w s, discarded while making ~w~n", [Count, Seed, erlang:monotonic_time(second) - Start, get(discarded)]),
    io:format("== ending in a value: ~.1f %~n", [100 * Values / Count]),
    io:format("== programs that hold each kind of node (%):~n"),
    [io:format("   ~-28ts ~.1f~n", [K, 100 * N / Count]) || {K, N} <- lists:reverse(lists:keysort(2, maps:to_list(Shares)))],
    io:format("== nodes below 1 %: ~tp~n", [[K || {K, N} <- maps:to_list(Shares), N * 100 < Count]]),
    io:format("== nodes never made: ~tp~n", [[K || K <- nodes:wanted(), not is_map_key(K, Shares)]]),
    io:format("== differences: ~w ~w~n", [length(Differences), lists:sort([N || {N, _, _} <- Differences])]),
    io:format("== programs where OTP's optimiser changes the result (OTP without it agrees): ~w ~w~n", [length(get(optimiser)), get(optimiser)]),
    halt(case Differences of [] -> 0; _ -> 1 end).

batches(From, Count, _, Values, Shares, Differences) when From > Count -> {Values, Shares, Differences};
batches(From, Count, Seed, Values, Shares, Differences) ->
    To = min(From + ?BATCH - 1, Count),
    Programs = [make(Seed, N) || N <- lists:seq(From, To)],
    {Expected, Got} = both(Programs),
    All = [{N, maps:get(N, Expected), maps:get(N, Got)} || {N, _} <- Programs, maps:get(N, Expected) =/= maps:get(N, Got)],
    %% Where OTP without its optimiser says what Erlet says, it is OTP's optimiser that differs.
    Plain = otp([P || {N, _} = P <- Programs, lists:keymember(N, 1, All)], [no_copt]),
    {Optimiser, New} = lists:partition(fun({N, _, G}) -> maps:get(N, Plain) =:= G end, All),
    put(optimiser, get(optimiser) ++ [N || {N, _, _} <- Optimiser]),
    [begin
        io:format("~n** program ~w~n", [N]),
        {_, Forms} = lists:keyfind(N, 1, Programs),
        case os:getenv("FUZZ_SMALL") of
            "no" -> [io:format("~ts", [T]) || T <- texts({N, Forms})], io:format("OTP:   ~ts~nErlet: ~ts~n", [E, G]);
            _ -> shrink(Forms, {E, G}, 30)
        end
     end || {N, E, G} <- New],
    Ended = length([x || "{value," ++ _ <- maps:values(Expected)]),
    Shares2 = lists:foldl(fun({_, Forms}, Acc) ->
        lists:foldl(fun(K, A) -> A#{K => maps:get(K, A, 0) + 1} end, Acc, nodes:kinds(Forms))
    end, Shares, Programs),
    io:format(standard_error, "~w of ~w, ~w differ~n", [To, Count, length(Differences) + length(New)]),
    batches(To + 1, Count, Seed, Values + Ended, Shares2, Differences ++ New).

%% Both machines at once.
both(Programs) ->
    Self = self(),
    Dictionary = [{K, get(K)} || K <- [erlet, folder]],
    {_, Ref} = spawn_monitor(fun() -> [put(K, V) || {K, V} <- Dictionary], Self ! {got, erlet(Programs)} end),
    Expected = otp(Programs),
    receive
        {got, Got} -> receive {'DOWN', Ref, _, _, _} -> ok end, {Expected, Got};
        {'DOWN', Ref, _, _, Why} -> exit({erlet, Why})
    end.

%% ---- smaller programs --------------------------------------------------------------------------------------

%% What kind of difference it is; a smaller program must show the same kind.
kind({E, "no result: " ++ G}) -> {hd(string:split(E, ",")), string:slice(G, 0, 28)};
kind({E, G}) -> {hd(string:split(E, ",")), hd(string:split(string:slice(G, 0, 60), ","))}.

shrink(Forms, Pair, 0) -> report(Forms, Pair);
shrink(Forms, Pair, Rounds) ->
    Size = nodes:size(Forms),
    Candidates = lists:sublist(lists:usort(fun(A, B) -> {nodes:size(A), A} =< {nodes:size(B), B} end,
        [C || C <- nodes:smaller(Forms), nodes:size(C) < Size, lints(C)]), 400),
    Numbered = lists:zip(lists:seq(1, length(Candidates)), Candidates),
    try_batches(batched(Numbered), Forms, Pair, Rounds).

batched([]) -> [];
batched(L) when length(L) =< 80 -> [L];
batched(L) -> {A, B} = lists:split(80, L), [A | batched(B)].

try_batches([], Forms, Pair, _) -> report(Forms, Pair);
try_batches([Batch | Rest], Forms, Pair, Rounds) ->
    {Expected, Got} = both(Batch),
    Differ = [{F, {maps:get(N, Expected), maps:get(N, Got)}} || {N, F} <- Batch, maps:get(N, Expected) =/= maps:get(N, Got)],
    case [D || {_, P} = D <- Differ, kind(P) =:= kind(Pair)] of
        [{F, P} | _] -> shrink(F, P, Rounds - 1);
        [] -> try_batches(Rest, Forms, Pair, Rounds)
    end.

report(Forms, {E, G}) ->
    [io:format("~ts", [erl_pp:form(F, [{encoding, unicode}])]) || F <- Forms],
    io:format("OTP:   ~ts~nErlet: ~ts~n", [E, G]).

%% ---- planted bugs ------------------------------------------------------------------------------------------

%% Each mutation is made in the module that Erlet gets; some program must then show it.
planted(Count, Seed) ->
    Programs = [make(Seed, N) || N <- lists:seq(1, Count)],
    {Expected, Got} = both(Programs),
    Same = [P || {N, _} = P <- Programs, maps:get(N, Expected) =:= maps:get(N, Got)],
    io:format("~w programs, ~w the same before anything is planted~n", [Count, length(Same)]),
    Found = [begin
        Mutated = [{N, M} || {N, Forms} <- Same, M <- [nodes:mutate(Name, Forms)], M =/= Forms, lints(M)],
        Lines = erlet(Mutated),
        Seen = [N || {N, _} <- Mutated, maps:get(N, Lines) =/= maps:get(N, Expected)],
        io:format("~-34ts in ~4w programs, seen in ~4w: ~ts~n", [Title, length(Mutated), length(Seen), case Seen of [] -> "MISSED"; _ -> "found" end]),
        Seen =/= []
    end || {Name, Title} <- nodes:mutations()],
    io:format("planted bugs found: ~w of ~w~n", [length([x || true <- Found]), length(Found)]),
    halt(case lists:all(fun(X) -> X end, Found) of true -> 0; false -> 1 end).
