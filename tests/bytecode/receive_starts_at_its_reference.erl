-module(receive_starts_at_its_reference).
-export([call/2]).
call(Server, Request) ->
    Ref = monitor(process, Server),
    Server ! {Request, Ref},
    receive
        {Ref, Answer} -> Answer;
        {'DOWN', Ref, _, _, Reason} -> exit(Reason)
    after 5000 -> exit(timeout)
    end.
