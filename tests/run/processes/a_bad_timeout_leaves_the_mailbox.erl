%% A timeout that is none raises after the messages were passed over; the next receive sees them all again.
-module(a_bad_timeout_leaves_the_mailbox).
-export([main/0]).

main() ->
    [bad(Time) || Time <- [soon, -1, 1.5, 1 bsl 32]],
    bad_known(),
    marked().

%% What was passed over is found by a plain receive.
bad(Time) ->
    self() ! {first, Time},
    self() ! {second, Time},
    Caught = try receive never -> ok after Time -> gone end catch Class:Reason -> {Class, Reason} end,
    Found = receive {first, Time} -> first after 0 -> lost end,
    io:format("~p: ~p, ~p, ~p~n", [Time, Caught, Found, receive Next -> Next end]).

%% The compiler knows this one.
bad_known() ->
    self() ! known,
    io:format("~p~n", [catch_class(fun() -> receive never -> ok after infinite -> gone end end)]),
    io:format("~p~n", [receive known -> known after 0 -> lost end]).

%% A reference that is made afterwards marks a place of its own.
marked() ->
    self() ! before,
    io:format("~p~n", [catch_class(fun() -> receive never -> ok after soon() -> gone end end)]),
    Ref = make_ref(),
    self() ! {Ref, answer},
    io:format("~p~n", [receive before -> before after 0 -> lost end]),
    io:format("~p~n", [receive {Ref, Answer} -> Answer after 0 -> lost end]).

soon() -> soon.

catch_class(F) ->
    try F() catch Class:Reason -> {Class, Reason} end.
