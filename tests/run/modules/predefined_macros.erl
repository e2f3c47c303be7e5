-module(predefined_macros).
-export([main/0]).

main() ->
    io:format("~p ~p ~p~n", [?MODULE, ?MODULE_STRING, ?LINE]),
    io:format("~p/~p~n", [?FUNCTION_NAME, ?FUNCTION_ARITY]),
    io:format("~p~n", [?OTP_RELEASE >= 25]),
    io:format("~p~n", [lists:suffix("predefined_macros.erl", ?FILE)]),
    inner(1, 2).

inner(_, _) ->
    io:format("~p/~p line ~p~n", [?FUNCTION_NAME, ?FUNCTION_ARITY, ?LINE]).
