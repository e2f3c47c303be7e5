-module(monitor_with_tag).
-export([main/0]).

main() ->
    P = spawn(fun() -> exit(x) end),
    _ = monitor(process, P, [{tag, {my, tag}}]),
    receive {{my, tag}, _, process, P, _} -> io:format("tagged~n") end.
