-module(after_runs_on_the_way_out).
-export([main/0]).

main() ->
    R = caught(fun() ->
        try
            try throw(inner)
            after io:format("first~n")
            end
        after io:format("second~n")
        end
    end),
    io:format("~p~n", [R]).

caught(F) ->
    try F() of
        Value -> {ok, Value}
    catch
        Class:Reason -> {Class, Reason}
    end.
