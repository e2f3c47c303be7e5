%% match, match_object and match_delete.
-module(ets_match).
-export([main/0]).

main() ->
    [table(Type) || Type <- [set, ordered_set, bag]].

table(Type) ->
    T = ets:new(t, [Type]),
    ets:insert(T, [{N, N rem 3, [N | tail]} || N <- lists:seq(1, 9)]),
    p(ets:match(T, {'$1', 0, '_'})),
    p(ets:match(T, {'$2', '$1', ['$2' | tail]})),
    p(ets:match(T, {4, '$0', '$1'})),
    p(ets:match(T, {'_', 7, '_'})),
    p(ets:match_object(T, {'_', 1, '_'})),
    p(ets:match_object(T, {5, '_', '_'})),
    true = ets:match_delete(T, {'_', 1, '_'}),
    p(ets:tab2list(T)),
    p(pages(ets:match(T, {'$1', '_', '_'}, 2))),
    p(pages(ets:match_object(T, {'_', 2, '_'}, 1))),
    true = ets:match_delete(T, '_'),
    p(ets:tab2list(T)),
    p([ets:match(T, '$1', 3)]).

pages('$end_of_table') -> [];
pages({Results, Continuation}) -> Results ++ more(Continuation).

more(Continuation) ->
    pages(ets:match(Continuation)).

p(List) -> io:format("~p~n", [lists:sort(List)]).
