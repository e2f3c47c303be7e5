-module(timer_module).
-export([main/0]).

main() ->
    {ok, _} = timer:send_after(5, hello),
    io:format("~p~n", [receive X -> X end]),
    {ok, T} = timer:send_interval(3, tick),
    io:format("~p~n", [[receive tick -> tick end || _ <- [1, 2, 3]]]),
    io:format("~p~n", [timer:cancel(T)]),
    {ok, _} = timer:apply_after(1, erlang, send, [self(), applied]),
    io:format("~p~n", [(fun W() -> receive tick -> W(); Y -> Y end end)()]),
    io:format("~p ~p ~p ~p~n", [timer:seconds(2), timer:minutes(1), timer:hours(1), timer:hms(1, 2, 3)]),
    io:format("~p~n", [timer:sleep(1)]).
