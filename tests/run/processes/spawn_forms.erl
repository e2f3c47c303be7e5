-module(spawn_forms).
-export([main/0, report/2]).

report(To, X) -> To ! {report, X}.

main() ->
    Me = self(),
    spawn(fun() -> Me ! {report, fun_} end), show(),
    spawn(?MODULE, report, [Me, mfa]), show(),
    spawn_link(fun() -> report(Me, link) end), show(),
    spawn(node(), ?MODULE, report, [Me, node]), show(),
    spawn_opt(fun() -> report(Me, opt) end, [link, {priority, high}, {min_heap_size, 500}]), show(),
    {P, R} = spawn_opt(?MODULE, report, [Me, opt_monitor], [monitor]), show(),
    receive {'DOWN', R, process, P, Why} -> io:format("~p~n", [Why]) end.

show() -> receive {report, X} -> io:format("~p~n", [X]) end.
