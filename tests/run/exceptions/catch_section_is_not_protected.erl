-module(catch_section_is_not_protected).
-export([main/0]).

main() ->
    F = fun() ->
        try throw(one)
        catch
            throw:one -> throw(two);
            throw:two -> never
        end
    end,
    io:format("~p~n", [caught(F)]).

caught(F) ->
    try F() of
        Value -> {ok, Value}
    catch
        Class:Reason -> {Class, Reason}
    end.
