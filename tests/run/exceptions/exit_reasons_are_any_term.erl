-module(exit_reasons_are_any_term).
-export([main/0]).

main() ->
    [io:format("~p~n", [caught(fun() -> exit(R) end)]) || R <- [normal, {a, [b]}, "text", <<1>>, #{k => 1}, 3.5]],
    [io:format("~p~n", [caught(fun() -> error(R) end)]) || R <- [badarg, {x}, "s"]].

caught(F) ->
    try F() of
        Value -> {ok, Value}
    catch
        Class:Reason -> {Class, Reason}
    end.
