-module(monitored_by_and_links_info).
-export([main/0]).

main() ->
    Me = self(),
    P = spawn_link(fun() -> receive stop -> ok end end),
    _ = monitor(process, P),
    io:format("~p~n", [process_info(P, monitored_by) =:= {monitored_by, [Me]}]),
    io:format("~p~n", [process_info(P, links) =:= {links, [Me]}]),
    io:format("~p~n", [process_info(Me, monitors) =:= {monitors, [{process, P}]}]).
