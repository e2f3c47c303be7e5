%% array:from_orddict/1 names what is wrong and what follows it.
-module(array_from_wrong_orddict).
-export([main/0]).

main() ->
    [io:format("~0p~n", [try array:from_orddict(Pairs) of _ -> ok catch error:Reason -> Reason end])
     || Pairs <- [[foo], [{200, foo}, {1, bar}], [{0, a} | x], [{x, 1}], [{-1, a}], x, [{1, a}, {1, b}], [{0, a, b}]]].
