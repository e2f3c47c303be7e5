-module(messages_arrive_in_order).
-export([main/0]).

main() ->
    Me = self(),
    spawn(fun() -> [Me ! N || N <- lists:seq(1, 10)] end),
    io:format("~p~n", [[receive X -> X end || _ <- lists:seq(1, 10)]]).
