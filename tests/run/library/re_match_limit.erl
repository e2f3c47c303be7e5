%% at once: what is long goes on beside the others, and under a seed nothing goes on beside another.
%% A pattern that turns back for ever ends with match_limit, and other processes get on meanwhile.
-module(re_match_limit).
-export([main/0]).

main() ->
    Self = self(),
    Subject = lists:duplicate(40, $a) ++ "b",
    spawn_link(fun() -> Self ! {limit, re:run(Subject, "^(?:(a)\\1?)*$", [report_errors])} end),
    Counter = spawn_link(fun() -> counted(1000, Self) end),
    [Counter ! go || _ <- lists:seq(1, 1000)],
    io:format("~p~n", [receive First -> First end]),
    io:format("~p~n", [receive Second -> Second end]),
    io:format("~p~n", [re:run(Subject, "^(?:(a)\\1?)*$", [{match_limit, 100}])]),
    io:format("~p~n", [re:run(Subject, "^(?:(a)\\1?)*$", [report_errors, {match_limit, 100}])]).

counted(0, Who) -> Who ! counted;
counted(N, Who) -> receive go -> counted(N - 1, Who) end.
