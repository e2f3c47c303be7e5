%% try without and with an exception: throw, error of a BIF, catch, after.
-module(exceptions).
-export([bench/0, run/1]).

bench() -> {?MODULE, fun() -> run(900000) end}.

run(N) -> loop(N, 0).

loop(0, Sum) -> Sum;
loop(N, Sum) ->
    A = try calm(N) catch throw:_ -> 0 end,
    B = try deep(5, N) catch throw:{found, X} -> X end,
    C = try list_to_integer(text(N)) catch error:badarg -> 1 end,
    D = case catch 1 div (N band 1) of {'EXIT', _} -> 2; V -> V end,
    E = try A + B after Sum end,
    loop(N - 1, (Sum + C + D + E) band 16#FFFFFF).

calm(N) -> N.

deep(0, N) -> throw({found, N});
deep(D, N) -> 1 + deep(D - 1, N).

text(N) when N band 3 =:= 0 -> "x";
text(_) -> "12".
