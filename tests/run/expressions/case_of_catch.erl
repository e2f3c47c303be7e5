-module(case_of_catch).
-export([main/0]).

main() ->
    R = case catch list_to_integer(id("x")) of
        {'EXIT', {badarg, _}} -> bad;
        N -> N
    end,
    io:format("~p~n", [R]),
    io:format("~p ~p~n", [catch throw(thrown), catch 1 + 1]).

id(X) -> X.
