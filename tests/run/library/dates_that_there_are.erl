%% Conversions of time refuse dates that there are not, and years before those that they know.
-module(dates_that_there_are).
-export([main/0]).

main() ->
    Times = [{{2024, 2, 29}, {23, 59, 59}}, {{2023, 2, 29}, {0, 0, 0}}, {{2024, 13, 1}, {0, 0, 0}}, {{2024, 1, 0}, {0, 0, 0}},
             {{2024, 1, 1}, {24, 0, 0}}, {{2024, 1, 1}, {23, 60, 0}}, {{2024, 1, 1}, {23, 59, 60}}, {{2024, 1, 1}, {-1, 0, 0}},
             {{1902, 1, 1}, {0, 0, 0}}, {{1901, 1, 1}, {0, 0, 0}}, {{1600, 1, 1}, {0, 0, 0}}, {{1599, 1, 1}, {0, 0, 0}},
             {{40000, 1, 1}, {0, 0, 0}}, {2024, 1, 1}, {{2024, 1.0, 1}, {0, 0, 0}}, {{2024, 1, 1}, {0, 0, 1.0}}],
    [show(Function, Time) || Time <- Times,
                             Function <- [localtime_to_universaltime, universaltime_to_localtime, universaltime_to_posixtime]].

show(Function, Time) ->
    Result = try erlang:Function(Time) catch error:Reason -> Reason end,
    io:format("~p ~w: ~w~n", [Function, Time, Result]).
