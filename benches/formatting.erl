%% io_lib:format of numbers, strings and nested terms, flattened.
-module(formatting).
-export([bench/0, run/1]).

bench() -> {?MODULE, fun() -> run(30000) end}.

run(N) -> lists:sum([line(X) || X <- lists:seq(1, N)]).

line(X) ->
    Text = io_lib:format("~p ~s ~8.3f ~6..0b ~w~n", [{item, X, [a, "b", #{k => X}]}, "name", X / 7, X, [X | tail]]),
    length(lists:flatten(Text)).
