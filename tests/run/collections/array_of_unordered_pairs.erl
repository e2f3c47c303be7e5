%% array:from_orddict/1,2 fail with what is left of the list where it is wrong.
-module(array_of_unordered_pairs).
-export([main/0]).

main() ->
    [io:format("~p: ~p~n", [Pairs, made(Pairs)])
     || Pairs <- [[x], [{200, a}, {1, b}], [{0, a} | x], [{0, a}, {0, b}], [{-1, a}], [{1.0, a}], [{0, a}, x, {1, c}], [{1}],
                  [{1000, a}, {5, b}], x, [{2, c}]]].

made(Pairs) ->
    try array:to_list(array:from_orddict(Pairs))
    catch
        error:Reason -> Reason
    end.
