-module(eunit_bad_sets).
-include_lib("eunit/include/eunit.hrl").
-export([main/0]).
-include("eunit_report.hrl").

main() ->
    [report(Set, []) || Set <- sets()].

sets() ->
    [{foo, bar, baz, quux}, no_such_module, {no_such_module, f}, {?MODULE, no_such_function}, {"title", 7},
     {generator, ?MODULE, no_such_generator}, {generator, fun() -> error(broken) end}, {timeout, soon, []},
     {7, {"title after line", main}}, {inorder, no_such_module}, {"empty", []}, [], "", [[]],
     [fun ok/0, fun ok/0, {bad, test, set}, fun never/0], {"one", [fun ok/0, {bad, test, set}]},
     [fun ok/0], [fun ok/0, fun ok/0], [fun ok/0 | fun ok/0], {"a", {"b", {"c", fun ok/0}}},
     {"short", "hand", fun ok/0}, {<<"binary">>, fun ok/0}, {order, 1}].

ok() -> ok.

never() -> error(run).
