-module(stack_tests).
-include_lib("eunit/include/eunit.hrl").

empty_test_() -> {"nothing to pop", ?_assertError(function_clause, stack:pop(stack:new()))}.

order_test_() ->
    {setup, fun() -> stack:push(2, stack:push(1, stack:new())) end,
     fun(Stack) -> [{"last in", ?_assertMatch({2, _}, stack:pop(Stack))}, ?_assertEqual([2, 1], Stack)] end}.
