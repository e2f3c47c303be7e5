%% Many processes count, insert and delete in the same tables.
-module(ets_used_by_many_processes).
-export([main/0]).

main() ->
    [table([Type, public | Options]) || Type <- [set, ordered_set], Options <- [[], [{write_concurrency, true}]]].

table(Options) ->
    T = ets:new(t, Options),
    Refs = [element(2, spawn_monitor(fun() -> work(T, P, 300) end)) || P <- lists:seq(1, 20)],
    [receive {'DOWN', Ref, _, _, Reason} -> normal = Reason end || Ref <- Refs],
    Keys = ets:select(T, [{{{'$1', '$2'}, '_'}, [], [{{'$1', '$2'}}]}]),
    io:format("~p ~p ~p~n", [Options, ets:lookup(T, total), length(Keys)]).

work(_, _, 0) ->
    ok;
work(T, P, N) ->
    ets:update_counter(T, total, 1, {total, 0}),
    true = ets:insert_new(T, {{P, N}, lists:seq(1, N rem 10)}),
    [{_, _}] = ets:lookup(T, {P, N}),
    case N rem 3 of
        0 -> [_] = ets:take(T, {P, N});
        _ -> ets:update_element(T, {P, N}, {2, <<N:1000>>})
    end,
    work(T, P, N - 1).
