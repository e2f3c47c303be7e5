%% Years that four digits can write, native units and rounded fractions of times as text.
-module(rfc3339_limits).
-export([main/0]).

main() ->
    [io:format("~p~n", [shown(Seconds * Factor, [{unit, Unit}, {offset, Offset}])])
     || Seconds <- [253402300799, 253402300800, -62167219200, -62167219201, -1, 482196050],
        {Unit, Factor} <- [{second, 1}, {millisecond, 1000}, {native, erlang:convert_time_unit(1, second, native)}],
        Offset <- ["Z", "+01:00", "-01:00", 60]],
    [io:format("~p~n", [shown(Time, [{unit, Unit}, {offset, "Z"}])])
     || Time <- [1, 999, 1500000, 123456789, -1, -1500000], Unit <- [native, nanosecond, microsecond, millisecond]],
    [io:format("~s ~p: ~p~n", [Text, Unit, read(Text, [{unit, Unit}])])
     || Text <- ["1985-04-12T23:20:50.123456789Z", "1985-04-12T23:20:50.1239999999Z", "2000-01-01T00:00:00.0005Z",
                 "1969-12-31T23:59:59.9996Z", "0000-01-01T00:00:00+01:00", "9999-12-31T23:59:59.5-00:01"],
        Unit <- [second, millisecond, microsecond, nanosecond, native]].

shown(Time, Options) ->
    try calendar:system_time_to_rfc3339(Time, Options)
    catch error:Reason -> Reason
    end.

read(Text, Options) ->
    try calendar:rfc3339_to_system_time(Text, Options)
    catch error:Reason -> Reason
    end.
