%% What atomics and counters say of sizes that nobody has room for, of wrong options, and of what cannot be subtracted.
-module(arrays_of_counters_refuse).
-export([main/0]).

main() ->
    [io:format("~p ~p: ~p ~p~n", [Size, Options, failure(atomics, Size, Options), failure(counters, Size, Options)])
     || Size <- [0, -1, a, 1 bsl 63, 1 bsl 64], Options <- [[], [wrong], wrong]],
    Counters = counters:new(2, []),
    Atomics = atomics:new(2, []),
    [io:format("~p ~p: ~p ~p~n", [Index, Value, reason(fun() -> counters:sub(Counters, Index, Value) end),
                                  reason(fun() -> atomics:sub(Atomics, Index, Value) end)])
     || Index <- [0, 1, 3, a], Value <- [a, 1.0, 1 bsl 64]].

failure(Module, Size, Options) -> reason(fun() -> Module:new(Size, Options) end).

reason(Do) ->
    try Do() catch error:Reason -> Reason end.
