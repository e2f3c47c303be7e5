%% What ets:test_ms/2 says of bad specifications, and that select refuses them.
-module(ets_match_specification_errors).
-export([main/0]).

main() ->
    T = ets:new(t, []),
    [begin
         io:format("~p~n", [ets:test_ms({1, 2}, Spec)]),
         {'EXIT', {badarg, _}} = (catch ets:select(T, Spec))
     end || Spec <- [
        foo, [{}], [{'_', []}], [{'_', a, ['$_']}], [{'_', [], []}], [{'_', [], ['$1']}],
        [{'_', [{foo, 1}], [x]}], [{'_', [], [{}]}], [{'_', [], [{1, 2}]}], [{'_', [], [{const}]}],
        [{'_', [{'and'}], [x]}], [{#{'$1' => 1}, [], [1]}], [{'_', [{'==', 1}], [x]}]
    ]],
    io:format("~p~n", [ets:select(T, [])]),
    io:format("~p ~p~n", [ets:is_compiled_ms(ets:match_spec_compile([{'_', [], [x]}])), ets:is_compiled_ms(x)]).
