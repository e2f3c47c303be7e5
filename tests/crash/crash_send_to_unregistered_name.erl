%% The name was never registered.
-module(crash_send_to_unregistered_name).
-export([main/0]).

main() ->
    io:format("sending~n"),
    logger_process ! {log, "hello"},
    io:format("sent~n").
