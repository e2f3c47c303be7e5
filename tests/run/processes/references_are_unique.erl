%% No two references are the same, whoever makes them, and whatever kind they are of.
-module(references_are_unique).
-export([main/0]).

main() ->
    Main = self(),
    Made = [make_ref() || _ <- lists:seq(1, 500)],
    [spawn(fun() -> Main ! {made, [make_ref() || _ <- lists:seq(1, 100)]} end) || _ <- lists:seq(1, 5)],
    Others = lists:append([receive {made, Refs} -> Refs end || _ <- lists:seq(1, 5)]),
    Kinds = lists:append([[monitor(process, Main), alias(), erlang:start_timer(1000000, Main, x), spawn_request(fun() -> ok end, [{reply, no}])]
                          || _ <- lists:seq(1, 50)]),
    All = Made ++ Others ++ Kinds,
    io:format("~p references, ~p different~n", [length(All), length(lists:usort(All))]),
    io:format("as keys: ~p~n", [maps:size(maps:from_list([{Ref, true} || Ref <- All]))]),
    io:format("all are references: ~p~n", [lists:all(fun is_reference/1, All)]),
    Alias = alias(),
    [begin [alias() || _ <- lists:seq(1, 100)], Alias ! N end || N <- [1, 2]],
    Before = messages(),
    unalias(Alias),
    [alias() || _ <- lists:seq(1, 200)],
    Alias ! 3,
    io:format("by an alias: ~p~n", [{Before, messages()}]).

messages() -> receive Message when is_integer(Message) -> [Message | messages()] after 0 -> [] end.
