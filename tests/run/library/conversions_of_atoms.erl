-module(conversions_of_atoms).
-export([main/0]).

main() ->
    io:format("~p ~p~n", [atom_to_list(abc), list_to_atom("with space")]),
    io:format("~p ~p~n", [atom_to_binary(abc), binary_to_atom(<<"xyz">>)]),
    io:format("~p ~p~n", [atom_to_binary('å', latin1), atom_to_binary('å', utf8)]),
    io:format("~p ~p~n", [list_to_existing_atom("main"), binary_to_existing_atom(<<"main">>, utf8)]),
    io:format("~p~n", [caught(fun() -> binary_to_existing_atom(<<"never_seen_", "before_this">>) end)]).

caught(F) ->
    try F() of
        Value -> {ok, Value}
    catch
        Class:Reason -> {Class, Reason}
    end.
