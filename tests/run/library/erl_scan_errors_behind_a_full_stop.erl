%% What cannot be scanned is an error wherever in the text it stands.
-module(erl_scan_errors_behind_a_full_stop).
-export([main/0]).

main() ->
    [io:format("~p~n", [erl_scan:string(Text)])
     || Text <- ["a. \"b", "a. b. 'c", "a.\n\n$", "1. 2#3.", "a. b.", "\"a"]].
