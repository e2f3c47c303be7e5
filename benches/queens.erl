%% Backtracking with list comprehensions: all solutions of the N queens.
-module(queens).
-export([bench/0, run/1]).

bench() -> {?MODULE, fun() -> run(12) end}.

run(N) -> length(place(N, lists:seq(1, N))).

place(0, _) -> [[]];
place(Rows, Columns) ->
    [[C | Board] || Board <- place(Rows - 1, Columns), C <- Columns, safe(C, Board, 1)].

safe(_, [], _) -> true;
safe(C, [Q | Board], D) ->
    C =/= Q andalso abs(C - Q) =/= D andalso safe(C, Board, D + 1).
