-module(unicode_atoms).
-export([main/0]).

main() ->
    io:format("~tp ~tw ~ts~n", ['жук', 'жук', 'жук']),
    io:format("~p ~w~n", ['жук', 'жук']),
    io:format("~p ~tp ~p~n", [är, är, 'Är']),
    io:format("~w~n", [atom_to_list('日本')]),
    io:format("~tp~n", [list_to_atom([945, 946])]).
