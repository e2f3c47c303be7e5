-module(integers_given_to_float_directives).
-export([main/0]).

main() ->
    [io:format("~p~n", [caught(fun() -> lists:flatten(io_lib:format(F, [id(1)])) end)]) || F <- ["~f", "~.2f", "~e", "~g"]].

caught(F) ->
    try F() of
        Value -> {ok, Value}
    catch
        Class:Reason -> {Class, Reason}
    end.

id(X) -> X.
