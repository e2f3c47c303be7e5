%% What is called is no fun.
-module(crash_badfun).
-export([main/0]).

main() ->
    io:format("~p~n", [apply_to(not_a_fun, 1)]).

apply_to(F, X) -> {ok, F(X)}.
