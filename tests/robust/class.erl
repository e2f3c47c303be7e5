%% What --class and --sandbox leave within reach.
-module(class).
-export([main/0]).

main() ->
    io:format("processes: ~w~n", [erlang:system_info(process_limit)]),
    io:format("outside: ~p~n", [catch_error(fun() -> file:read_file("../tidy.rs") end)]),
    io:format("inside: ~p~n", [element(1, file:read_file("class.erl"))]),
    io:format("command: ~p~n", [catch_error(fun() -> os:cmd("ls") end)]),
    io:format("compiler: ~p~n", [element(1, compile:file("../shell/sample", [return]))]).

catch_error(Fun) -> try Fun() of Value -> Value catch error:Reason -> Reason end.
