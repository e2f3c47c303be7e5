-module(eunit_assert_macros).
-include_lib("eunit/include/eunit.hrl").
-export([main/0]).

main() ->
    io:format("~p~n", [?assert(1 + 1 =:= 2)]),
    io:format("~p~n", [?assertEqual(4, 2 * 2)]),
    io:format("~p~n", [?assertMatch({ok, N} when N > 0, {ok, 1})]),
    io:format("~p~n", [?assertError(badarith, 1 div zero())]),
    io:format("~p~n", [?assertThrow({x, _}, throw({x, 1}))]),
    {error, {assertEqual, Info}} = caught(fun() -> ?assertEqual(1, zero()) end),
    io:format("~p~n", [[lists:keyfind(K, 1, Info) || K <- [module, expression, expected, value]]]).

zero() -> 0.

caught(F) ->
    try F() of
        Value -> {ok, Value}
    catch
        Class:Reason -> {Class, Reason}
    end.
