%% allow: undef
-module(undef).
-export([main/0]).

main() ->
    M = id(no_such_module),
    try M:f(1, two) catch error:undef:S -> io:format("~p~n", [hd(S)]) end,
    try lists:no_such_function() catch error:undef:S2 -> io:format("~p~n", [hd(S2)]) end,
    io:format("~p~n", [caught(fun() -> apply(?MODULE, nothing, []) end)]),
    io:format("~p~n", [caught(fun() -> (fun erlang:nothing/3)(1, 2, 3) end)]).

caught(F) ->
    try F() of
        Value -> {ok, Value}
    catch
        Class:Reason -> {Class, Reason}
    end.

id(X) -> X.
