-module(system_info_items).
-export([main/0]).

main() ->
    io:format("~p~n", [erlang:system_info(wordsize)]),
    io:format("~p~n", [[erlang:system_info({wordsize, Which}) || Which <- [internal, external]]]),
    io:format("~p~n", [[is_integer(erlang:system_info(I)) || I <- [schedulers, process_count, process_limit, atom_count, atom_limit]]]),
    io:format("~p~n", [is_list(erlang:system_info(otp_release))]),
    io:format("~p~n", [caught(fun() -> erlang:system_info(id(no_such_item)) end)]).

caught(F) ->
    try F() of
        Value -> {ok, Value}
    catch
        Class:Reason -> {Class, Reason}
    end.

id(X) -> X.
