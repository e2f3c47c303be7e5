%% What was expected and what came.
-module(crash_badmatch).
-export([main/0]).

main() ->
    {ok, Value} = lookup(b, [{a, 1}]),
    io:format("~p~n", [Value]).

lookup(Key, List) ->
    case lists:keyfind(Key, 1, List) of
        {Key, Value} -> {ok, Value};
        false -> {error, {not_found, Key}}
    end.
