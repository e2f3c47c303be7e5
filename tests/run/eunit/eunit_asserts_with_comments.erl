%% allow: warnings
-module(eunit_asserts_with_comments).
-include_lib("eunit/include/eunit.hrl").
-export([main/0]).

main() ->
    lists:foreach(fun(Fun) -> io:format("~p~n", [information(Fun)]) end, failing()),
    Value = wanted, Other = found, Erlang = [Value, Other],
    ?assertEqual(Value, hd(Erlang)),
    ?assertNotEqual(Value, Other),
    ?assertMatch([Value | _], Erlang),
    ?assertEqual(ok, ?assertEqual(ok, ?assert(Value =/= Other))),
    io:format("~p ~p ~p~n", [?LET(X, 3, X + 1), ?IF(Value =:= wanted, yes, no), ?MATCHES({_, 1}, {2, 1})]),
    io:format("~p~n", [?UNDER_EUNIT]).

failing() ->
    [fun() -> ?assert(id(false), "why") end,
     fun() -> ?assert(id(other)) end,
     fun() -> ?assertNot(id(true), "why") end,
     fun() -> ?assertNot(id(other)) end,
     fun() -> ?assertMatch({ok, N} when N > 1, id({ok, 1}), "why") end,
     fun() -> ?assertNotMatch({ok, _}, id({ok, 1}), "why") end,
     fun() -> ?assertEqual(1, id(2), "why") end,
     fun() -> ?assertNotEqual(1, id(1), "why") end,
     fun() -> ?assertException(error, {x, _}, id(ok), "why") end,
     fun() -> ?assertException(error, {x, _}, throw(ball), "why") end,
     fun() -> ?assertError(x, id(ok), "why") end,
     fun() -> ?assertExit(x, id(ok), "why") end,
     fun() -> ?assertThrow(x, id(ok), "why") end,
     fun() -> ?assertNotException(error, x, error(x), "why") end,
     fun() -> ?assertNotException(throw, _, throw(ball)) end].

%% What an assertion says, without stack traces.
information(Fun) ->
    try
        Fun()
    catch
        error:{Kind, Items} -> {Kind, [without_stack(Item) || Item <- Items]}
    end.

without_stack({unexpected_exception, {Class, Reason, _}}) -> {unexpected_exception, Class, Reason};
without_stack(Item) -> Item.

id(X) -> X.
