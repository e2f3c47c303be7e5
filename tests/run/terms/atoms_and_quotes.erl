-module(atoms_and_quotes).
-export([main/0]).

main() ->
    io:format("~p~n", [[a, 'A', 'a b', '', a@b, a_B, 'it\'s', '1a', 'a1', '\n', 'a.b']]),
    io:format("~w~n", [['div', 'if', 'end', 'maybe', 'else', 'when', 'true', '[]', '_', '_x']]),
    io:format("~s ~ts~n", ['plain', 'it\'s']).
