%% What never ends by itself, chosen by the argument; the test sends SIGINT when it has begun.
-module(interrupted).
-export([main/1, bomb/0]).

main([What]) ->
    io:format(standard_error, "begun~n", []),
    endless(What).

endless("wait") -> receive after infinity -> ok end;
endless("loop") -> [spawn(fun loop/0) || _ <- [1, 2, 3]], loop();
endless("spawn") -> [catch spawn(fun() -> receive stop -> ok end end) || _ <- lists:seq(1, 1000)], endless("spawn");
endless("bomb") -> spawn(?MODULE, bomb, []), endless("wait");
endless("flood") -> catch flood(spawn(fun() -> receive never -> ok end end), 200000), endless("flood");
endless("list") -> spawn_monitor(fun() -> list([]) end), receive {'DOWN', _, _, _, _} -> endless("list") end;
endless("print") -> io:format("~p~n", [lists:seq(1, 100)]), endless("print");
endless("sort") -> lists:sort([N * 7919 rem 1000003 || N <- lists:seq(1, 200000)]), endless("sort").

loop() -> loop().

bomb() -> [catch spawn(?MODULE, bomb, []) || _ <- [1, 2]], bomb().

flood(_, 0) -> ok;
flood(Pid, N) -> Pid ! {message, N}, flood(Pid, N - 1).

list(List) -> list([List | List]).
