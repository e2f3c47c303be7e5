-module(registered_server_restarts).
-export([main/0]).

start() -> Me = self(), P = spawn(fun() -> register(srv, self()), Me ! up, loop(0) end), receive up -> P end.
loop(N) -> receive {F, inc} -> F ! {n, N + 1}, loop(N + 1); crash -> exit(crash) end.
ask() -> srv ! {self(), inc}, receive {n, N} -> N end.

main() ->
    P = start(),
    A = [ask(), ask()],
    R = monitor(process, P),
    srv ! crash,
    receive {'DOWN', R, _, _, W} -> ok end,
    _ = start(),
    io:format("~p ~p ~p~n", [A, W, ask()]).
