-module(base64_and_calendar).
-export([main/0]).

main() ->
    io:format("~p ~p~n", [base64:encode("hello, world"), base64:decode(<<"aGk=">>)]),
    io:format("~p~n", [calendar:day_of_the_week({2024, 2, 29})]),
    io:format("~p ~p~n", [calendar:is_leap_year(1900), calendar:last_day_of_the_month(2024, 2)]),
    io:format("~p~n", [calendar:gregorian_seconds_to_datetime(63800000000)]),
    io:format("~p ~p~n", [calendar:date_to_gregorian_days(2000, 1, 1), calendar:seconds_to_daystime(100000)]),
    io:format("~p ~p~n", [calendar:valid_date(2023, 2, 29), calendar:iso_week_number({2021, 1, 3})]).
