%% What io:request and io:requests send to a device.
-module(requests_as_sent).
-export([main/0]).

main() ->
    Main = self(),
    Device = spawn_link(fun() -> device(Main) end),
    show(Device, request, [nl, {fwrite, "~p", [1]}, {format, "~p", [1]}, {write, x}, {put_chars, "x"}, {fread, '', "~d"},
                           {put_chars, unicode, [$a, <<"b">>]}, {put_chars, latin1, "b"}, {put_chars, latin1, [300]},
                           {requests, [nl, {write, x}]}, {requests, x}, {get_line, ''}, other]),
    show(Device, requests, [[nl, {fwrite, "~p", [1]}, {write, x}], [nl, {requests, [nl, {write, x}]}, {put_chars, "u"}], []]),
    io:fwrite(Device, "~p", [1]),
    receive {asked, Asked} -> io:format("~p~n", [Asked]) end.

show(Device, Function, Requests) ->
    [begin
         Answer = io:Function(Device, Request),
         receive {asked, Asked} -> io:format("~p~n  ~p ~p~n", [Request, Asked, Answer]) end
     end || Request <- Requests].

device(Main) ->
    receive
        {io_request, From, As, Request} ->
            Main ! {asked, Request},
            From ! {io_reply, As, ok},
            device(Main)
    end.
