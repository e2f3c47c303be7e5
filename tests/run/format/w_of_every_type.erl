-module(w_of_every_type).
-export([main/0]).

main() ->
    io:format("~w~n", [[1, -1.5, a, 'B c', "s", [], [a | b], {}, {1}, #{}, #{a => 1}, <<>>, <<1:1>>, fun lists:map/2]]).
