-module(of_section_is_not_protected).
-export([main/0]).

f() ->
    try id(1) of
        1 -> throw(from_of)
    catch
        throw:_ -> caught_inside
    end.

main() -> io:format("~p~n", [caught(fun f/0)]).

caught(F) ->
    try F() of
        Value -> {ok, Value}
    catch
        Class:Reason -> {Class, Reason}
    end.

id(X) -> X.
