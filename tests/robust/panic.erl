%% The machine has a fault, in a built-in function and in a slow path: the process that met it ends, and cannot
%% catch it; its monitors and links are told; the others go on.
-module(panic).
-export([main/0, meet/1]).

main() ->
    Other = spawn(fun other/0),
    [begin
         {Pid, Ref} = spawn_monitor(?MODULE, meet, [Where]),
         receive {'DOWN', Ref, process, Pid, Reason} -> io:format("~p: ~p~n", [Where, Reason]) end
     end || Where <- [bif, slow]],
    process_flag(trap_exit, true),
    Linked = spawn_link(?MODULE, meet, [bif]),
    receive {'EXIT', Linked, Why} -> io:format("linked: ~p~n", [Why]) end,
    Other ! {self(), ask},
    receive answer -> io:format("the others go on~n") end.

meet(Where) ->
    try erts_internal:panic(Where) catch Class:Reason -> io:format("caught ~p:~p~n", [Class, Reason]) end.

other() ->
    receive {From, ask} -> From ! answer, other() end.
