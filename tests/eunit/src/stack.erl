%% A module with tests of its own, seen only by tests, and with a companion in ../test.
-module(stack).
-export([new/0, push/2, pop/1]).

-ifdef(TEST).
-include_lib("eunit/include/eunit.hrl").
-endif.

new() -> [].

push(X, Stack) -> [X | Stack].

pop([X | Stack]) -> {X, Stack}.

-ifdef(TEST).
push_then_pop_test() -> ?assertEqual({1, []}, pop(push(1, new()))).
-endif.
