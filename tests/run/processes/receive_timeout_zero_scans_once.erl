-module(receive_timeout_zero_scans_once).
-export([main/0]).

main() ->
    self() ! a, self() ! b, self() ! c,
    R = receive c -> found_c after 0 -> none end,
    io:format("~p ~p~n", [R, element(2, process_info(self(), messages))]).
