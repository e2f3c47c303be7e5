-module(process_dictionary).
-export([main/0]).

main() ->
    io:format("~p ~p ~p~n", [put(a, 1), put(a, 2), get(a)]),
    put({b}, "two"),
    io:format("~p ~p~n", [get(none), lists:sort(get())]),
    io:format("~p ~p~n", [lists:sort(get_keys()), get_keys(2)]),
    io:format("~p ~p~n", [erase(a), erase(a)]),
    io:format("~p ~p~n", [erase(), get()]),
    Me = self(),
    put(mine, here),
    spawn(fun() -> Me ! get(mine) end),
    io:format("~p~n", [receive X -> X end]).
