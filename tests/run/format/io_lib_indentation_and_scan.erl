-module(io_lib_indentation_and_scan).
-export([main/0]).

main() ->
    io:format("~p~n", [io_lib:indentation("abc\ndef", 0)]),
    io:format("~p~n", [io_lib:indentation("abc", 4)]),
    io:format("~p~n", [io_lib:scan_format("~5.2.0f ~s", [1.5, "x"])]),
    io:format("~s~n", [io_lib:build_text(io_lib:scan_format("~w-~s~n", [a, "b"]))]),
    io:format("~p~n", [io_lib:unscan_format(io_lib:scan_format("~10.3w ~tp", [a, b]))]).
