-module(send_returns_its_message).
-export([main/0]).

main() ->
    X = self() ! self() ! hello,
    io:format("~p~n", [X]),
    io:format("~p~n", [receive A -> receive B -> {A, B} end end]).
