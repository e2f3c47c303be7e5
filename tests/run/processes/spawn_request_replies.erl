-module(spawn_request_replies).
-export([main/0]).

main() ->
    R = spawn_request(fun() -> exit(done) end, [monitor]),
    P = receive {spawn_reply, R, ok, Pid} -> Pid end,
    receive {'DOWN', R, process, P, W} -> io:format("~p~n", [W]) end.
