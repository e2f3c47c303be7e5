-module(receive_binds_for_the_rest).
-export([main/0]).

main() ->
    self() ! {v, 5},
    receive {v, X} -> ok; {w, X} -> ok end,
    io:format("~p~n", [X]).
