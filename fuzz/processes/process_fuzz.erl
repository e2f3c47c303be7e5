%% Runs random process programs under OTP, under Erlet with two schedulers and under Erlet with a seed, and asks the model
%% whether it allows what each of them saw. Programs with one allowed outcome must so be equal.
-module(process_fuzz).
-export([main/1]).

-define(BATCH, 500).
-define(WIDTH, 250).

main([Erlet, "compare", Count, Seed]) ->
    start(Erlet),
    compare(list_to_integer(Count), list_to_integer(Seed));
main([Erlet, "planted", Count, Seed]) ->
    start(Erlet),
    planted(list_to_integer(Count), list_to_integer(Seed));
main([Erlet, "show", Number, Seed]) ->
    start(Erlet),
    Program = process_programs:program(list_to_integer(Seed), list_to_integer(Number)),
    io:format("~p~n", [Program]),
    [io:format("~p: ~p~n", [Where, ran(Where, [Program], 4, none)]) || Where <- places()].

start(Erlet) ->
    put(erlet, Erlet),
    put(folder, os:getenv("FUZZ_FOLDER")),
    %% A shell's own handler would write about each crash.
    logger:set_primary_config(level, none).

places() -> [otp, parallel, seeded].

%% A map from the program's number to its outcome.
ran(otp, Programs, Unit, Planted) -> maps:from_list(process_run:run(Programs, Unit, ?WIDTH, Planted));
ran(parallel, Programs, Unit, Planted) -> erlet("--schedulers 2", Programs, Unit, Planted);
ran(seeded, [{Number, _, _} | _] = Programs, Unit, Planted) ->
    erlet("--seed " ++ integer_to_list(Number), Programs, Unit, Planted).

erlet(Flags, Programs, Unit, Planted) ->
    In = get(folder) ++ "/programs",
    Out = get(folder) ++ "/outcomes",
    ok = file:write_file(In, term_to_binary(Programs)),
    _ = file:delete(Out),
    Said = os:cmd(lists:concat(["timeout 120 ", get(erlet), " ", Flags, " ", get(folder), "/process_run.erl ", In, " ", Out,
        " ", Unit, " ", ?WIDTH, " ", Planted, " 2>&1"])),
    case file:read_file(Out) of
        {ok, Bytes} -> maps:from_list(binary_to_term(Bytes));
        {error, _} ->
            io:format("Erlet said: ~ts~n", [Said]),
            halt(2)
    end.

%% ---- compare -----------------------------------------------------------------------------------------------

compare(Count, Seed) ->
    Start = erlang:monotonic_time(second),
    Tally = batches(1, Count, Seed, #{}),
    io:format("programs ~w, seed ~w, ~w s~n", [Count, Seed, erlang:monotonic_time(second) - Start]),
    io:format("~p~n", [lists:sort(maps:to_list(Tally))]),
    halt(case [K || {_, not_allowed} = K <- maps:keys(Tally)] of [] -> 0; _ -> 1 end).

batches(From, Count, _, Tally) when From > Count -> Tally;
batches(From, Count, Seed, Tally) ->
    To = min(From + ?BATCH - 1, Count),
    Programs = [process_programs:program(Seed, N) || N <- lists:seq(From, To)],
    %% Every twentieth program: how many outcomes are there?
    Sample = [confluence(process_model:count(P, 3000)) || {N, _, _} = P <- Programs, N rem 20 =:= 0],
    Verdicts = [{Where, verdict(Where, P, maps:get(N, Outcomes))}
        || Where <- places(), Outcomes <- [ran(Where, Programs, 1, none)], {N, _, _} = P <- Programs],
    Tally2 = lists:foldl(fun(K, T) -> T#{K => maps:get(K, T, 0) + 1} end, Tally, Verdicts ++ Sample),
    io:format(standard_error, "~w of ~w~n", [To, Count]),
    batches(To + 1, Count, Seed, Tally2).

confluence(1) -> {sample, one_outcome};
confluence(many) -> {sample, too_many_states};
confluence(_) -> {sample, several_outcomes}.

%% An outcome that is only allowed where time may pass at any moment was seen on a busy computer: slower and slower time,
%% alone, decides. One that no walk allows is a finding at once.
verdict(Where, Program, Outcome) ->
    case process_model:allows(Program, Outcome, strict) of
        true -> allowed;
        undecided -> undecided;
        false -> in_time(Where, Program, Outcome, process_model:allows(Program, Outcome, weak), [10, 30, 100])
    end.

in_time(Where, Program, Outcome, false, _) -> finding(Where, Program, Outcome);
in_time(_, _, _, undecided, _) -> undecided;
in_time(Where, Program, Outcome, true, []) -> finding(Where, Program, Outcome);
in_time(Where, {Number, _, _} = Program, _, true, [Unit | Slower]) ->
    #{Number := Outcome} = ran(Where, [Program], Unit, none),
    case process_model:allows(Program, Outcome, strict) of
        true -> allowed_when_slower;
        _ -> in_time(Where, Program, Outcome, process_model:allows(Program, Outcome, weak), Slower)
    end.

finding(Where, Program, Outcome) ->
    io:format("NOT ALLOWED under ~w:~n~p~n~p~n", [Where, Program, Outcome]),
    not_allowed.

%% ---- planted bugs ------------------------------------------------------------------------------------------

bugs() ->
    [link_is_lost, link_is_one_way, unlink_does_nothing, demonitor_does_nothing, flush_is_forgotten, trapping_is_lost,
        normal_kills, kill_can_be_trapped, exit_2_is_lost, normal_end_kills_links, crash_ends_normally, order_is_lost,
        unalias_does_nothing, cancel_does_nothing].

%% Each bug in turn is planted in what Erlet runs; the model must refuse some outcome, even where time is generous.
planted(Count, Seed) ->
    Programs = [process_programs:program(Seed, N) || N <- lists:seq(1, Count)],
    Found = [begin
        Outcomes = ran(parallel, Programs, 1, Bug),
        Refused = [N || {N, _, _} = P <- Programs, process_model:allows(P, maps:get(N, Outcomes), weak) =:= false],
        io:format("~-24w refused in ~4w of ~w programs: ~s~n", [Bug, length(Refused), Count, case Refused of [] -> "MISSED"; _ -> "found" end]),
        Refused =/= []
    end || Bug <- [none | bugs()]],
    io:format("without a bug ~s; planted bugs found: ~w of ~w~n",
        [case hd(Found) of true -> "SOMETHING IS REFUSED"; false -> "nothing is refused" end, length([x || true <- tl(Found)]), length(bugs())]),
    halt(case Found of [false | Rest] -> case lists:member(false, Rest) of true -> 1; false -> 0 end; _ -> 1 end).
