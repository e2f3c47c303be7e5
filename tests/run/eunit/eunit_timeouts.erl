-module(eunit_timeouts).
-include_lib("eunit/include/eunit.hrl").
-export([main/0]).
-include("eunit_report.hrl").

main() ->
    [report(Set, []) || Set <- sets()].

sets() ->
    [{timeout, 0.05, fun wait/0},
     {timeout, 0.05, {"titled", fun wait/0}},
     {timeout, 0.05, {"group", [fun ok/0, fun wait/0, fun never/0]}},
     {"outer", [{spawn, {"inner", [{timeout, 0.05, fun wait/0}, fun never/0]}}, fun ok/0]},
     [{timeout, 0.05, {setup, fun() -> timer:sleep(200) end, fun ok/0}}, fun ok/0],
     {timeout, 0.05, {"the limit is the test's", [{"slow", fun wait/0}]}},
     {timeout, 0.05, {spawn, fun wait/0}},
     {timeout, 10, fun() -> timer:sleep(20) end}].

%% Never ends; what waits is the function at the top of the trace.
wait() ->
    loop(0),
    never().

loop(N) -> loop((N + 1) rem 1000).

ok() -> ok.

never() -> error(run).
