%% select with limits, in both directions, and select_count, select_delete, select_replace.
-module(ets_select_forms).
-export([main/0]).

main() ->
    O = ets:new(o, [ordered_set]),
    ets:insert(O, [{N, a} || N <- lists:seq(1, 7)]),
    Keys = [{{'$1', '_'}, [], ['$1']}],
    io:format("~p ~p~n", [ets:select(O, Keys), ets:select_reverse(O, Keys)]),
    io:format("~p~n", [pages(ets:select(O, Keys, 3), select)]),
    io:format("~p~n", [pages(ets:select_reverse(O, Keys, 2), select_reverse)]),
    {Seven, End} = ets:select(O, Keys, 7),
    io:format("~p ~p~n", [Seven, ets:select(End)]),
    io:format("~p~n", [ets:select(O, Keys, 8)]),
    io:format("~p~n", [ets:select(O, [{{5, '$1'}, [], ['$1']}])]),
    [counts(ets:new(t, [Type])) || Type <- [set, ordered_set, duplicate_bag]],
    B = ets:new(b, [bag]),
    {'EXIT', {badarg, _}} = (catch ets:select_replace(B, [])),
    ok.

pages('$end_of_table', _) -> [];
pages({Page, Continuation}, Select) -> [Page | pages(ets:Select(Continuation), Select)].

counts(T) ->
    ets:insert(T, [{N, N} || N <- lists:seq(1, 50)]),
    io:format("~p~n", [ets:select_count(T, [{{'$1', '_'}, [{'>', '$1', 40}], [true]}])]),
    io:format("~p~n", [ets:select_count(T, [{{'$1', '_'}, [], ['$1']}])]),
    io:format("~p~n", [ets:select_delete(T, [{{'$1', '_'}, [{'=:=', {'rem', '$1', 2}, 0}], [true]}])]),
    io:format("~p~n", [ets:select_replace(T, [{{'$1', '$2'}, [{'<', '$1', 9}], [{{'$1', {'*', '$2', 100}}}]}])]),
    io:format("~w~n", [lists:sort(ets:tab2list(T))]),
    {'EXIT', {badarg, _}} = (catch ets:select_replace(T, [{{'$1', '$2'}, [], [{{'$2', '$1'}}]}])),
    io:format("~p ~p~n", [ets:select_delete(T, [{'_', [], [true]}]), ets:info(T, size)]).
