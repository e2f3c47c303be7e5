-module(record_names_are_atoms).
-export([main/0]).
-record('quoted name', {'Field One', 'case'}).

main() ->
    R = #'quoted name'{'Field One' = 1, 'case' = 2},
    io:format("~p ~p~n", [R, R#'quoted name'.'case']).
