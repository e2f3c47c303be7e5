%%% Dates and times: the module `calendar`. Days are counted from the first of January of the year 0.
-module(calendar).

-export([date_to_gregorian_days/1, date_to_gregorian_days/3, datetime_to_gregorian_seconds/1, day_of_the_week/1,
         day_of_the_week/3, gregorian_days_to_date/1, gregorian_seconds_to_datetime/1, is_leap_year/1,
         iso_week_number/0, iso_week_number/1, last_day_of_the_month/2, local_time/0, local_time_to_universal_time/1,
         local_time_to_universal_time/2, local_time_to_universal_time_dst/1, now_to_datetime/1, now_to_local_time/1,
         now_to_universal_time/1, rfc3339_to_system_time/1, rfc3339_to_system_time/2, seconds_to_daystime/1,
         seconds_to_time/1, system_time_to_local_time/2, system_time_to_universal_time/2, system_time_to_rfc3339/1,
         system_time_to_rfc3339/2, time_difference/2, time_to_seconds/1, universal_time/0,
         universal_time_to_local_time/1, valid_date/1, valid_date/3]).

-export_type([date/0, time/0, datetime/0, datetime1970/0]).

-type year() :: non_neg_integer().
-type month() :: 1..12.
-type day() :: 1..31.
-type date() :: {year(), month(), day()}.
-type time() :: {0..23, 0..59, 0..59}.
-type datetime() :: {date(), time()}.
-type datetime1970() :: {{1970..10000, month(), day()}, time()}.

-define(DAY, 86400).
-define(EPOCH, 62167219200).
%% The system time at which the year 10000 begins.
-define(END_OF_YEARS, 253402300800).
-define(ERA, 146097).

%%% Days

%% How many days lie between the first of January of the year 0 and a date. Fails with if_clause or function_clause for
%% a date that there is not.
%% > calendar:date_to_gregorian_days({2024, 2, 29}).
%% 739310
%% > calendar:date_to_gregorian_days({2023, 2, 29}).
%% ** error:if_clause
-spec date_to_gregorian_days(date()) -> non_neg_integer().
date_to_gregorian_days({Year, Month, Day}) -> date_to_gregorian_days(Year, Month, Day).

%% As `date_to_gregorian_days/1`, with the parts of the date.
%% > calendar:date_to_gregorian_days(0, 1, 1).
%% 0
-spec date_to_gregorian_days(year(), month(), day()) -> non_neg_integer().
date_to_gregorian_days(Year, Month, Day) when is_integer(Day), Day > 0 ->
    Last = last_day_of_the_month(Year, Month),
    if
        Day =< Last -> before_year(Year) + before_month(Year, Month) + Day - 1
    end.

before_year(0) -> 0;
before_year(Year) ->
    Last = Year - 1,
    366 + Last * 365 + Last div 4 - Last div 100 + Last div 400.

before_month(Year, Month) ->
    Days = element(Month, {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334}),
    case Month > 2 andalso is_leap_year(Year) of
        true -> Days + 1;
        false -> Days
    end.

%% The date after so many days from the first of January of the year 0. Fails with function_clause for a negative
%% number.
%% > calendar:gregorian_days_to_date(739310).
%% {2024,2,29}
%% > calendar:gregorian_days_to_date(calendar:date_to_gregorian_days({2024, 2, 28}) + 2).
%% {2024,3,1}
-spec gregorian_days_to_date(non_neg_integer()) -> date().
gregorian_days_to_date(Days) when Days >= 0 ->
    %% Years that begin in March: the leap day is their last.
    Shifted = Days - 60,
    Era = floor_div(Shifted, ?ERA),
    Rest = Shifted - Era * ?ERA,
    YearOfEra = (Rest - Rest div 1460 + Rest div 36524 - Rest div 146096) div 365,
    DayOfYear = Rest - (365 * YearOfEra + YearOfEra div 4 - YearOfEra div 100),
    MonthIndex = (5 * DayOfYear + 2) div 153,
    Day = DayOfYear - (153 * MonthIndex + 2) div 5 + 1,
    Year = YearOfEra + Era * 400,
    if
        MonthIndex < 10 -> {Year, MonthIndex + 3, Day};
        true -> {Year + 1, MonthIndex - 9, Day}
    end.

floor_div(A, B) when A >= 0 -> A div B;
floor_div(A, B) -> -((B - 1 - A) div B).

%% Whether a year has 366 days.
%% > {calendar:is_leap_year(2000), calendar:is_leap_year(1900)}.
%% {true,false}
-spec is_leap_year(year()) -> boolean().
is_leap_year(Year) when is_integer(Year), Year >= 0 ->
    Year rem 4 =:= 0 andalso (Year rem 100 =/= 0 orelse Year rem 400 =:= 0).

%% The number of days of a month.
%% > calendar:last_day_of_the_month(2024, 2).
%% 29
%% > calendar:last_day_of_the_month(2024, 13).
%% ** error:function_clause
-spec last_day_of_the_month(year(), month()) -> 28..31.
last_day_of_the_month(Year, Month) when is_integer(Year), Year >= 0 ->
    last_day(Year, Month).

last_day(_, Month) when Month =:= 4; Month =:= 6; Month =:= 9; Month =:= 11 -> 30;
last_day(Year, 2) ->
    case is_leap_year(Year) of
        true -> 29;
        false -> 28
    end;
last_day(_, Month) when is_integer(Month), Month > 0, Month < 13 -> 31.

%% Whether there is such a date; false also for what is no date at all.
%% > calendar:valid_date({2023, 2, 29}).
%% false
%% > calendar:valid_date(tomorrow).
%% ** error:function_clause
-spec valid_date(date()) -> boolean().
valid_date({Year, Month, Day}) -> valid_date(Year, Month, Day).

%% Whether there is such a date.
%% > calendar:valid_date(2024, 2, 29).
%% true
-spec valid_date(integer(), integer(), integer()) -> boolean().
valid_date(Year, Month, Day) when is_integer(Year), is_integer(Month), is_integer(Day) ->
    Year >= 0 andalso Month >= 1 andalso Month =< 12 andalso Day >= 1 andalso Day =< last_day(Year, Month).

%% The day of the week, 1 for Monday.
%% > calendar:day_of_the_week({2024, 2, 29}).
%% 4
-spec day_of_the_week(date()) -> 1..7.
day_of_the_week({Year, Month, Day}) -> day_of_the_week(Year, Month, Day).

%% The day of the week, 1 for Monday.
%% > calendar:day_of_the_week(2000, 1, 1).
%% 6
-spec day_of_the_week(year(), month(), day()) -> 1..7.
day_of_the_week(Year, Month, Day) -> (date_to_gregorian_days(Year, Month, Day) + 5) rem 7 + 1.

%% The week of today and the year to which it belongs, as `iso_week_number/1` tells them.
%% > tuple_size(calendar:iso_week_number()).
%% 2
-spec iso_week_number() -> {year(), 1..53}.
iso_week_number() ->
    {Date, _} = local_time(),
    iso_week_number(Date).

%% The week of a date and the year to which that belongs: the first week has the first Thursday.
%% > calendar:iso_week_number({2021, 1, 3}).
%% {2020,53}
-spec iso_week_number(date()) -> {year(), 1..53}.
iso_week_number({Year, Month, Day}) ->
    Days = date_to_gregorian_days(Year, Month, Day),
    First = first_monday(Year),
    Next = first_monday(Year + 1),
    if
        Days >= Next -> {Year + 1, 1};
        Days >= First -> {Year, (Days - First) div 7 + 1};
        true -> {Year - 1, (Days - first_monday(Year - 1)) div 7 + 1}
    end.

%% The Monday of a year's first week.
first_monday(Year) ->
    Fourth = before_year(Year) + 3,
    Fourth - (Fourth + 5) rem 7.

%%% Seconds

%% Seconds since the year 0.
%% > calendar:datetime_to_gregorian_seconds({{1970, 1, 1}, {0, 0, 0}}).
%% 62167219200
-spec datetime_to_gregorian_seconds(datetime()) -> non_neg_integer().
datetime_to_gregorian_seconds({Date, Time}) -> date_to_gregorian_days(Date) * ?DAY + time_to_seconds(Time).

%% The date and time after so many seconds.
%% > calendar:gregorian_seconds_to_datetime(63876211200).
%% {{2024,2,27},{0,0,0}}
-spec gregorian_seconds_to_datetime(non_neg_integer()) -> datetime().
gregorian_seconds_to_datetime(Seconds) when Seconds >= 0 ->
    {gregorian_days_to_date(Seconds div ?DAY), seconds_to_time(Seconds rem ?DAY)}.

%% Seconds as days and a time.
%% > calendar:seconds_to_daystime(90061).
%% {1,{1,1,1}}
-spec seconds_to_daystime(integer()) -> {integer(), time()}.
seconds_to_daystime(Seconds) ->
    Days = floor_div(Seconds, ?DAY),
    {Days, seconds_to_time(Seconds - Days * ?DAY)}.

%% The time of a day after so many seconds.
%% > calendar:seconds_to_time(3661).
%% {1,1,1}
%% > calendar:seconds_to_time(86400).
%% ** error:function_clause
-spec seconds_to_time(0..86399) -> time().
seconds_to_time(Seconds) when Seconds >= 0, Seconds < ?DAY ->
    {Seconds div 3600, Seconds rem 3600 div 60, Seconds rem 60}.

%% The seconds of a day before a time.
%% > calendar:time_to_seconds({1, 1, 1}).
%% 3661
-spec time_to_seconds(time()) -> 0..86399.
time_to_seconds({Hour, Minute, Second}) when is_integer(Hour), is_integer(Minute), is_integer(Second) ->
    Hour * 3600 + Minute * 60 + Second.

%% How much later the second time is, in days and a time.
%% > calendar:time_difference({{2024, 2, 28}, {23, 0, 0}}, {{2024, 3, 1}, {1, 0, 0}}).
%% {1,{2,0,0}}
-spec time_difference(datetime(), datetime()) -> {integer(), time()}.
time_difference({{_, _, _}, {_, _, _}} = First, {{_, _, _}, {_, _, _}} = Second) ->
    seconds_to_daystime(datetime_to_gregorian_seconds(Second) - datetime_to_gregorian_seconds(First)).

%%% Here and now

%% The time here.
%% > {{_, _, _}, {_, _, _}} = calendar:local_time(), ok.
%% ok
-spec local_time() -> datetime().
local_time() -> erlang:localtime().

%% The time in UTC.
%% > {{_, _, _}, {_, _, _}} = calendar:universal_time(), ok.
%% ok
-spec universal_time() -> datetime().
universal_time() -> erlang:universaltime().

%% The time in UTC at a time here, in the years from 1970 on. Fails with badarg for a time that there is not.
%% > Here = calendar:universal_time_to_local_time({{2024, 1, 15}, {12, 0, 0}}),
%%   calendar:local_time_to_universal_time(Here).
%% {{2024,1,15},{12,0,0}}
%% > calendar:local_time_to_universal_time({{2024, 13, 1}, {0, 0, 0}}).
%% ** error:badarg
-spec local_time_to_universal_time(datetime1970()) -> datetime1970().
local_time_to_universal_time(Time) -> erlang:localtime_to_universaltime(Time).

%% As `local_time_to_universal_time/1`; the second argument says whether it is summer time.
%% > Here = calendar:universal_time_to_local_time({{2024, 1, 15}, {12, 0, 0}}),
%%   calendar:local_time_to_universal_time(Here, undefined).
%% {{2024,1,15},{12,0,0}}
-spec local_time_to_universal_time(datetime1970(), boolean() | undefined) -> datetime1970().
local_time_to_universal_time(Time, IsDst) -> erlang:localtime_to_universaltime(Time, IsDst).

%% All times in UTC that a time here may be: none, one, or two when clocks are put back.
%% > is_list(calendar:local_time_to_universal_time_dst({{2024, 1, 1}, {0, 0, 0}})).
%% true
-spec local_time_to_universal_time_dst(datetime1970()) -> [datetime1970()].
local_time_to_universal_time_dst(Time) ->
    Summer = erlang:localtime_to_universaltime(Time, true),
    Winter = erlang:localtime_to_universaltime(Time, false),
    [Found || Found <- lists:usort([Summer, Winter]), erlang:universaltime_to_localtime(Found) =:= Time].

%% The time here at a time in UTC. Fails with badarg for a time that there is not.
%% > calendar:universal_time_to_local_time({{2024, 2, 30}, {12, 0, 0}}).
%% ** error:badarg
-spec universal_time_to_local_time(datetime1970()) -> datetime().
universal_time_to_local_time(Time) -> erlang:universaltime_to_localtime(Time).

%% The time in UTC of a time stamp.
%% > calendar:now_to_datetime({1700, 0, 0}).
%% {{2023,11,14},{22,13,20}}
-spec now_to_datetime(erlang:timestamp()) -> datetime1970().
now_to_datetime({Mega, Seconds, _}) -> gregorian_seconds_to_datetime(?EPOCH + Mega * 1000000 + Seconds).

%% The time in UTC of a time stamp.
%% > calendar:now_to_universal_time({1700, 0, 0}).
%% {{2023,11,14},{22,13,20}}
-spec now_to_universal_time(erlang:timestamp()) -> datetime1970().
now_to_universal_time(Now) -> now_to_datetime(Now).

%% The time here of a time stamp.
%% > Stamp = {1700, 0, 0},
%%   calendar:now_to_local_time(Stamp) =:= calendar:universal_time_to_local_time(calendar:now_to_universal_time(Stamp)).
%% true
-spec now_to_local_time(erlang:timestamp()) -> datetime1970().
now_to_local_time(Now) -> erlang:universaltime_to_localtime(now_to_universal_time(Now)).

%% The time in UTC of a system time in a unit; parts of a second are cut off.
%% > calendar:system_time_to_universal_time(1700000000, second).
%% {{2023,11,14},{22,13,20}}
%% > calendar:system_time_to_universal_time(-1, millisecond).
%% {{1969,12,31},{23,59,59}}
-spec system_time_to_universal_time(integer(), erlang:time_unit()) -> datetime().
system_time_to_universal_time(Time, Unit) ->
    gregorian_seconds_to_datetime(erlang:convert_time_unit(Time, Unit, second) + ?EPOCH).

%% The time here of a system time in a unit. Fails with badarg for what is no unit.
%% > calendar:system_time_to_local_time(1700000000000, millisecond) =:= calendar:system_time_to_local_time(1700000000,
%%   second).
%% true
%% > calendar:system_time_to_local_time(1700000000, fortnight).
%% ** error:badarg
-spec system_time_to_local_time(integer(), erlang:time_unit()) -> datetime().
system_time_to_local_time(Time, Unit) ->
    erlang:universaltime_to_localtime(system_time_to_universal_time(Time, Unit)).

%%% RFC 3339

%% A system time in seconds as text, with the zone that is used here.
%% > Text = calendar:system_time_to_rfc3339(1700000000), calendar:rfc3339_to_system_time(Text).
%% 1700000000
-spec system_time_to_rfc3339(integer()) -> string().
system_time_to_rfc3339(Time) -> system_time_to_rfc3339(Time, []).

%% As `system_time_to_rfc3339/1` with options. They are: {unit, Unit}, which also says how many digits there are,
%% {offset, Seconds or "+01:00" or "Z"}, {time_designator, Character} between date and time.
%% > calendar:system_time_to_rfc3339(1700000000, [{offset, "Z"}]).
%% "2023-11-14T22:13:20Z"
%% > calendar:system_time_to_rfc3339(1700000000123, [{unit, millisecond}, {offset, "+01:00"}, {time_designator, $\s}]).
%% "2023-11-14 23:13:20.123+01:00"
-spec system_time_to_rfc3339(integer(), [tuple()]) -> string().
system_time_to_rfc3339(Time, Options) ->
    case proplists:get_value(unit, Options, second) of
        native -> rfc3339(erlang:convert_time_unit(Time, native, millisecond), native, millisecond, Options);
        Unit -> rfc3339(Time, Unit, Unit, Options)
    end.

%% The text of a time in a unit; an offset that is a number is in another unit.
rfc3339(Time, OffsetUnit, Unit, Options) ->
    Factor = erlang:convert_time_unit(1, second, Unit),
    {Adjust, Zone} = zone(proplists:get_value(offset, Options, ""), floor_div(Time, Factor), OffsetUnit),
    %% Before 1970 both parts are those of the time without its sign, as in OTP.
    Local = Time + Adjust * Factor,
    check_years(Local div Factor, [Time, Options]),
    {{Year, Month, Day}, {Hour, Minute, Second}} = system_time_to_universal_time(Local div Factor, second),
    Designator = proplists:get_value(time_designator, Options, $T),
    Fraction = fraction(Unit, abs(Local rem Factor)),
    lists:flatten(io_lib:format("~4..0B-~2..0B-~2..0B~c~2..0B:~2..0B:~2..0B~s~s",
                                [Year, Month, Day, Designator, Hour, Minute, Second, Fraction, Zone])).

fraction(millisecond, Part) -> io_lib:format(".~3..0B", [Part]);
fraction(microsecond, Part) -> io_lib:format(".~6..0B", [Part]);
fraction(nanosecond, Part) -> io_lib:format(".~9..0B", [Part]);
fraction(_, _) -> "".

%% The years are 0 to 9999, since they are written with four digits.
check_years(Seconds, _) when Seconds >= -?EPOCH, Seconds < ?END_OF_YEARS -> ok;
check_years(_, Args) -> erlang:error({badarg, Args}).

%% How many seconds a zone is ahead, and how it is written.
zone("", Seconds, _) ->
    Local = datetime_to_gregorian_seconds(system_time_to_local_time(Seconds, second)),
    Ahead = Local - ?EPOCH - Seconds,
    {Ahead, written(Ahead)};
zone(Zone, _, _) when Zone =:= "Z"; Zone =:= "z" -> {0, Zone};
zone([_ | _] = Zone, _, _) -> {ahead(Zone), Zone};
zone(Offset, _, Unit) when is_integer(Offset) ->
    Ahead = erlang:convert_time_unit(Offset, Unit, second),
    {Ahead, written(Ahead)}.

written(Ahead) ->
    Sign = if
               Ahead < 0 -> $-;
               true -> $+
           end,
    Minutes = abs(Ahead) div 60,
    io_lib:format("~c~2..0B:~2..0B", [Sign, Minutes div 60, Minutes rem 60]).

ahead([Sign, H1, H2, $:, M1, M2]) ->
    Seconds = list_to_integer([H1, H2]) * 3600 + list_to_integer([M1, M2]) * 60,
    case Sign of
        $+ -> Seconds;
        $- -> -Seconds
    end;
ahead(Zone) when Zone =:= "Z"; Zone =:= "z" -> 0.

%% The system time that a text says, in seconds. Fails with `{badmatch, …}` or badarg when it is not written so.
%% > calendar:rfc3339_to_system_time("2023-11-14T22:13:20Z").
%% 1700000000
%% > calendar:rfc3339_to_system_time("2023-11-14 23:13:20+01:00").
%% 1700000000
-spec rfc3339_to_system_time(string()) -> integer().
rfc3339_to_system_time(Text) -> rfc3339_to_system_time(Text, []).

%% As `rfc3339_to_system_time/1`, in a unit. A fraction is rounded to it; whole seconds have none.
%% > calendar:rfc3339_to_system_time("2023-11-14T22:13:20.5Z", [{unit, millisecond}]).
%% 1700000000500
%% > calendar:rfc3339_to_system_time("2023-11-14T22:13:20.999Z", [{unit, second}]).
%% 1700000000
-spec rfc3339_to_system_time(string(), [{unit, erlang:time_unit()}]) -> integer().
rfc3339_to_system_time(Text, Options) ->
    Unit = proplists:get_value(unit, Options, second),
    [Y1, Y2, Y3, Y4, $-, Mo1, Mo2, $-, D1, D2, _, H1, H2, $:, Mi1, Mi2, $:, S1, S2 | Rest] = Text,
    Number = fun erlang:list_to_integer/1,
    Date = {Number([Y1, Y2, Y3, Y4]), Number([Mo1, Mo2]), Number([D1, D2])},
    Time = {Number([H1, H2]), Number([Mi1, Mi2]), Number([S1, S2])},
    {Fraction, Zone} = parted(Rest),
    Seconds = datetime_to_gregorian_seconds({Date, Time}) - ?EPOCH - ahead(Zone),
    check_years(Seconds, [Text, Options]),
    Factor = erlang:convert_time_unit(1, second, Unit),
    Part = part_of_second(Fraction, Factor),
    %% Before 1970 a fraction leads away from it, as in OTP.
    case Seconds < 0 of
        true -> Seconds * Factor - Part;
        false -> Seconds * Factor + Part
    end.

parted([$. | Rest]) -> lists:splitwith(fun(Char) -> $0 =< Char andalso Char =< $9 end, Rest);
parted(Zone) -> {"", Zone}.

part_of_second("", _) -> 0;
part_of_second(_, 1) -> 0;
part_of_second(Digits, Factor) -> round(Factor * list_to_float("0." ++ Digits)).
