-module(suspend_and_resume).
-export([main/0]).

main() ->
    Me = self(),
    P = spawn(fun Loop() -> receive X -> Me ! X, Loop() end end),
    true = erlang:suspend_process(P),
    P ! hello,
    io:format("~p~n", [receive X -> X after 30 -> silent end]),
    true = erlang:resume_process(P),
    io:format("~p~n", [receive Y -> Y end]).
