-module(eunit_order_and_processes).
-include_lib("eunit/include/eunit.hrl").
-export([main/0]).
-include("eunit_report.hrl").

main() ->
    [report(Set, [verbose]) || Set <- sets()].

sets() ->
    [{"in order", [fun() -> put(seen, 1) end, fun() -> ?assertEqual(1, get(seen)) end]},
     {inparallel, [slow(60), slow(30), {"group", [slow(40), {"quick", fun ok/0}]}, fun ok/0]},
     {"limited", {inparallel, 1, [slow(5), fun ok/0]}},
     {"apart", {spawn, [fun() -> ?assertEqual(undefined, get(seen)) end, fun() -> put(seen, 2) end]}},
     [fun ok/0, fun() -> exit(self(), kill) end, fun never/0],
     [{"outer", [{"killed", {spawn, [fun ok/0, fun() -> exit(self(), kill) end, fun never/0]}}, fun ok/0]}, fun ok/0],
     [fun() -> spawn_link(fun() -> exit(bad) end), timer:sleep(1000) end, fun never/0],
     fun() -> process_flag(trap_exit, true), P = spawn_link(fun() -> exit(bad) end), receive {'EXIT', P, bad} -> ok end end,
     fun() -> exit(normal) end,
     fun() -> spawn(fun() -> io:format("of a child") end), timer:sleep(50), error(shown) end,
     fun() -> {ok, [{io, eof}]} = {ok, [{io, io:get_line("")}]}, true = ?UNDER_EUNIT end].

slow(Time) -> fun() -> timer:sleep(Time) end.

ok() -> ok.

never() -> error(run).
