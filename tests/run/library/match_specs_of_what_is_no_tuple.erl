%% A match specification may be tested with any term: '$_' is the term itself.
-module(match_specs_of_what_is_no_tuple).
-export([main/0]).

main() ->
    Specs = [[{'_', [], ['$_']}], [{'$1', [], [['$1', '$_']]}], [{'_', [{is_map, '$_'}], [{{'$_', {const, '$_'}}}]}],
             [{['$1' | '$2'], [], [{{'$2', '$1'}}]}], [{'_', [], ['$$']}], [{'$1', [{'>', '$_', 2}], [#{found => '$_'}]}]],
    [io:format("~p ~p~n  ~p~n", [Term, Spec, erlang:match_spec_test(Term, Spec, table)])
     || Term <- [#{}, #{a => 1}, a, 3, [1, 2], {}, {1}, "text", 1.5], Spec <- Specs],
    ok.
