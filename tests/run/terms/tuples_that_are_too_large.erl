%% A tuple has at most 16,777,215 elements.
-module(tuples_that_are_too_large).
-export([main/0]).

-define(LARGEST, 16#ffffff).

main() ->
    [io:format("~p: ~p~n", [What, size_of(Make)])
     || {What, Make} <- [{make_more, fun() -> erlang:make_tuple(?LARGEST + 1, a) end},
                         {make_with, fun() -> erlang:make_tuple(?LARGEST + 1, a, []) end},
                         {make_many, fun() -> erlang:make_tuple(1 bsl 40, a) end},
                         {make_very_many, fun() -> erlang:make_tuple(1 bsl 80, a) end},
                         {make_fewer, fun() -> erlang:make_tuple(-1, a) end}]].

size_of(Make) ->
    try tuple_size(Make())
    catch Class:Reason -> {Class, Reason}
    end.
