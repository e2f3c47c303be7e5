-module(eunit_fixtures).
-include_lib("eunit/include/eunit.hrl").
-export([main/0, tests_of/0]).
-include("eunit_report.hrl").

main() ->
    [report(Set, [verbose]) || Set <- sets()].

sets() ->
    [{setup, fun start/0, fun stop/1, fun(X) -> [?_assertEqual(7, X), {"other", ?_assertEqual(8, X)}] end},
     {"local", {setup, local, fun() -> put(key, value) end, fun stop/1, [?_assertEqual(value, get(key))]}},
     {"elsewhere", {setup, fun() -> put(key, value) end, [?_assertEqual(undefined, get(key))]}},
     {foreach, fun start/0, fun stop/1, [fun(X) -> ?_assert(X > 0) end, fun(X) -> {"titled", ?_assert(X < 0)} end]},
     {"foreachx", {foreachx, fun(X) -> X * 2 end, fun(_, _) -> ok end,
                   [{1, fun(X, Y) -> ?_assertEqual(X, Y) end}, {2, fun(_, Y) -> ?_assertEqual(4, Y) end}]}},
     {setup, fun start/0, {with, [fun(X) -> ?assertEqual(7, X) end, fun(X) -> ?assertEqual(8, X) end]}},
     {with, 3, [fun(X) -> ?assert(X > 2) end]},
     [{"setup fails", {setup, fun() -> error(broken) end, [fun never/0]}}, {"goes on", fun start/0}],
     [{setup, fun start/0, fun(_) -> exit(broken) end, [fun start/0]}, {"goes on", fun start/0}],
     [{setup, fun start/0, fun stop/1, fun(_) -> throw(broken) end}, {"goes on", fun start/0}],
     [{"killed", {setup, spawn, fun start/0, fun stop/1, [fun() -> timer:sleep(20), exit(self(), kill) end, fun never/0]}},
      {"goes on", fun start/0}],
     {generator, fun() -> [fun start/0, ?_test(start())] end},
     {generator, ?MODULE, tests_of}].

start() -> 7.

stop(_) -> ok.

never() -> error(run).

tests_of() -> {"generated", [fun start/0, {"twice", fun start/0}]}.
