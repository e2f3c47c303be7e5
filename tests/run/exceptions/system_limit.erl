-module(system_limit).
-export([main/0]).

main() ->
    io:format("~p~n", [caught(fun() -> list_to_atom(lists:duplicate(id(256), $a)) end)]),
    io:format("~p~n", [caught(fun() -> 1 bsl id(1 bsl 64) end)]),
    io:format("~p~n", [length(atom_to_list(list_to_atom(lists:duplicate(255, $a))))]).

caught(F) ->
    try F() of
        Value -> {ok, Value}
    catch
        Class:Reason -> {Class, Reason}
    end.

id(X) -> X.
