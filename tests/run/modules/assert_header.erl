-module(assert_header).
-export([main/0]).
-include_lib("stdlib/include/assert.hrl").

main() ->
    ?assert(id(true)),
    ?assertNot(id(false)),
    ?assertNotEqual(1, id(2)),
    ?assertNotMatch({a, _}, id({b, 1})),
    ?assertExit(bye, exit(bye)),
    {error, {assert, Info}} = caught(fun() -> ?assert(id(1) > 2) end),
    io:format("~p~n", [[lists:keyfind(K, 1, Info) || K <- [module, expression, expected, value]]]),
    {error, {assertMatch, Info2}} = caught(fun() -> ?assertMatch({ok, _}, id(no)) end),
    io:format("~p~n", [[lists:keyfind(K, 1, Info2) || K <- [expression, pattern, value]]]).

caught(F) ->
    try F() of
        Value -> {ok, Value}
    catch
        Class:Reason -> {Class, Reason}
    end.

id(X) -> X.
