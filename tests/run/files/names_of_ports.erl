%% Ports have names as processes do.
-module(names_of_ports).
-export([main/0]).

main() ->
    Port = open_port({spawn, "cat"}, [binary]),
    show(register, fun() -> register(cat, Port) end),
    show(whereis, fun() -> whereis(cat) =:= Port end),
    show(registered, fun() -> lists:member(cat, registered()) end),
    [show({register, Name}, fun() -> register(Name, What) end)
     || {Name, What} <- [{cat, Port}, {other, Port}, {cat, self()}, {undefined, Port}, {"cat", Port}]],
    show(info, fun() -> {erlang:port_info(cat, registered_name), erlang:port_info(Port, registered_name)} end),
    show(items, fun() -> [Key || {Key, _} <- erlang:port_info(cat)] end),
    show(command, fun() -> {port_command(cat, "abc"), next(Port)} end),
    show(message, fun() -> cat ! {self(), {command, "def"}}, next(Port) end),
    show(message_here, fun() -> {cat, node()} ! {self(), {command, "ghi"}}, next(Port) end),
    show(connect, fun() -> cat ! {self(), {connect, self()}}, next(Port) end),
    show(data, fun() -> {erlang:port_set_data(cat, x), erlang:port_get_data(cat)} end),
    [show(What, Test) || {What, Test} <- [{link, fun() -> link(cat) end}, {exit, fun() -> exit(cat, x) end},
                                         {control, fun() -> port_control(cat, 1, "x") end}]],
    Monitors = [monitor(port, What) || What <- [cat, {cat, node()}, Port]],
    show(monitors, fun() -> lists:sort([kind(What) || {port, What} <- element(2, process_info(self(), monitors))]) end),
    show(as_process, fun() -> Ref = monitor(process, cat), receive {'DOWN', Ref, process, Who, Why} -> {Who, Why} end end),
    show(unregister, fun() -> {unregister(cat), whereis(cat), erlang:port_info(Port, registered_name)} end),
    show(unregister, fun() -> unregister(cat) end),
    [show(What, Test) || {What, Test} <- [{command, fun() -> port_command(cat, "x") end}, {info, fun() -> erlang:port_info(cat) end},
                                         {message, fun() -> cat ! {self(), close} end}]],
    show(close, fun() -> {register(cat, Port), port_close(cat), whereis(cat)} end),
    show(down, fun() -> [receive {'DOWN', Ref, port, What, Why} -> {kind(What), Why} end || Ref <- Monitors] end),
    show(closed, fun() -> register(cat, Port) end),
    show(close_closed, fun() -> port_close(cat) end),
    owner_ends().

owner_ends() ->
    Self = self(),
    {Pid, Ref} = spawn_monitor(fun() ->
                                       register(dog, open_port({spawn, "cat"}, [])),
                                       Self ! ready,
                                       receive stop -> ok end
                               end),
    receive ready -> ok end,
    show(is_port, fun() -> is_port(whereis(dog)) end),
    Pid ! stop,
    receive {'DOWN', Ref, process, Pid, normal} -> ok end,
    timer:sleep(50),
    show(gone, fun() -> whereis(dog) end).

kind(Port) when is_port(Port) -> port;
kind(Name) -> Name.

next(Port) ->
    receive {Port, Message} -> Message
    after 2000 -> none
    end.

-include("show.hrl").
