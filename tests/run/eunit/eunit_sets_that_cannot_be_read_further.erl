-module(eunit_sets_that_cannot_be_read_further).
-include_lib("eunit/include/eunit.hrl").
-export([main/0]).
-include("eunit_report.hrl").

main() ->
    [report(Set, [verbose]) || Set <- sets()],
    [report([fun ok/0, {generator, fun() -> Result end}, fun ok/0], []) || Result <- results()],
    [report([{setup, fun one/0, fun(1) -> Result end}, fun ok/0], []) || Result <- results()].

sets() ->
    [{"in a list", [fun ok/0, fun ok/0, no_such_module, fun ok/0]},
     [fun ok/0, {foreach, fun one/0, [fun(1) -> fun ok/0 end, fun ok/0, {bad, set, 2}, fun ok/0]}, fun ok/0],
     [fun ok/0, {"titled", {foreach, fun one/0, [fun(1) -> fun ok/0 end, {"second", {bad, second, 1}}]}}],
     [fun ok/0, {foreach, one, []}, fun ok/0],
     [fun ok/0, {foreachx, fun same/1, [{1, fun pair/2}, {2, fun(2, 2) -> {bad, pair, 2} end}]}, fun ok/0],
     [fun ok/0, {with, 7, [fun same/1, fun same/1, fun same/1, seven]}, fun ok/0],
     [fun ok/0, {"late", {generator, ?MODULE, late_test_}}, fun ok/0],
     %% What has a process of its own ends alone.
     {"outer", [{"inner", {spawn, [fun ok/0, fun ok/0, 17, fun ok/0]}}, fun ok/0]},
     [{setup, fun one/0, [fun ok/0, {}]}, fun ok/0],
     [{setup, fun one/0, [fun ok/0, fun ok/0, {}]}, fun ok/0],
     %% Fixtures are cleaned up; the failure of a cleanup is told before that of the set, but not before that of an
     %% instantiator.
     [{setup, local, fun one/0, fun cleaned/1, [fun ok/0, fun ok/0, {}]}, fun ok/0],
     [{setup, local, fun one/0, fun(1) -> exit(cleanup) end, [fun ok/0, fun ok/0, {}]}, fun ok/0],
     [{setup, fun one/0, fun(1) -> exit(cleanup) end, fun(1) -> error(tests) end}, fun ok/0],
     %% Titles are not looked through for fixtures' forms.
     [{setup, fun one/0, {"titled", {with, []}}}, fun ok/0],
     [{"limits", {timeout, 3, {timeout, 5, fun ok/0}}}, fun ok/0],
     {file, 7}, {dir, 7}].

%% What a test gives that is mistaken for a generator, and what may be tests.
results() ->
    [ok, error, true, undefined, none, {ok, 1}, {error, 1}, {true, 1}, 17, 1.5, <<"tests">>, "tests", [17], [ok], [-1 | b],
     #{}, [], {"title", ok}].

late_test_() -> [fun ok/0, fun ok/0, {bad, late, test}].

one() -> 1.

same(Value) -> Value.

pair(X, X) -> fun ok/0.

cleaned(1) -> io:format(user, "cleaned up~n", []).

ok() -> ok.
