-module(timeouts_in_order).
-export([main/0]).

main() ->
    Me = self(),
    [spawn(fun() -> timer:sleep(N * 30), Me ! N end) || N <- [4, 1, 3, 2]],
    io:format("~p~n", [[receive X -> X end || _ <- [1, 2, 3, 4]]]).
