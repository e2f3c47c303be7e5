-module(record_field_macro).
-export([main/0]).
-record(rec, {one, two}).
-define(GET(R, F), R#rec.F).
-define(SET(R, F, V), R#rec{F = V}).

main() ->
    R = ?SET(#rec{}, two, 2),
    io:format("~p ~p ~p~n", [R, ?GET(R, two), ?GET(R, one)]).
