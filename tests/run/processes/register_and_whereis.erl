-module(register_and_whereis).
-export([main/0]).

main() ->
    io:format("~p~n", [whereis(me)]),
    io:format("~p ~p~n", [register(me, self()), whereis(me) =:= self()]),
    me ! hello,
    io:format("~p~n", [receive X -> X end]),
    io:format("~p~n", [caught(fun() -> register(other, self()) end)]),
    io:format("~p~n", [caught(fun() -> register(me, spawn(fun() -> ok end)) end)]),
    io:format("~p~n", [caught(fun() -> register(undefined, self()) end)]),
    io:format("~p ~p~n", [lists:member(me, registered()), process_info(self(), registered_name)]),
    io:format("~p ~p~n", [unregister(me), process_info(self(), registered_name)]),
    io:format("~p~n", [caught(fun() -> unregister(me) end)]).

caught(F) ->
    try F() of
        Value -> {ok, Value}
    catch
        Class:Reason -> {Class, Reason}
    end.
