-module(eunit_report_of_a_module).
-include_lib("eunit/include/eunit.hrl").
-export([main/0]).
-include("eunit_report.hrl").

main() ->
    report(?MODULE, []),
    report(?MODULE, [verbose]).

passes_test() -> ok.

assertion_fails_test() ->
    io:format("seen only when the test fails: ~ts~n", ["åß∂"]),
    ?assertEqual(5, two() + two()).

match_fails_test() -> {ok, _} = two().

exits_test() -> exit(gone).

throws_test() -> throw({ball, lists:seq(1, 100)}).

in_a_call_test() ->
    3 = half(6),
    2.0 = half(a).

many_test_() ->
    [?_assert(two() =:= 2), {"titled", ?_assertMatch({_, _}, two())}, {"single", [fun passes_test/0]},
     {"group", [?_assertError(badarith, half(x)), {"inner", ?_assertNot(two() =:= 2)}]}, {42, fun passes_test/0},
     {?MODULE, passes_test}, {?MODULE, missing}].

two() -> 2.

half(N) -> N / two() + 0.
