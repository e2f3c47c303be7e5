%% A chat room: members join, talk and crash; the room sends every line to all.
%% The room monitors its members, so it notices when one of them crashes.
-module(chat).
-export([main/0]).

main() ->
    Room = spawn(fun() -> room(#{}) end),
    Ann = join(Room, ann),
    Bob = join(Room, bob),
    Eve = join(Room, eve),
    say(Ann, "hello everybody"),
    say(Bob, "hi ann"),
    crash(Eve),
    say(Ann, "eve is gone?"),
    say(Bob, "so it seems"),
    [show(Name, Member) || {Name, Member} <- [{ann, Ann}, {bob, Bob}]].

%% --- The room ------------------------------------------------------------

room(Members) ->
    receive
        {join, Pid, Name} ->
            monitor(process, Pid),
            Pid ! joined,
            NewMembers = Members#{Pid => Name},
            tell(NewMembers, [Name, " joins"]),
            room(NewMembers);
        {say, Pid, Text} ->
            tell(Members, [maps:get(Pid, Members), ": ", Text]),
            Pid ! said,
            room(Members);
        {'DOWN', _, process, Pid, Reason} ->
            {Name, Rest} = maps:take(Pid, Members),
            tell(Rest, [Name, " leaves (", Reason, ")"]),
            room(Rest)
    end.

%% lists:concat makes one string of atoms and strings.
tell(Members, Parts) ->
    Line = lists:concat(Parts),
    maps:foreach(fun(Pid, _) -> Pid ! {line, Line} end, Members).

%% --- A member is a process that collects what it hears --------------------

join(Room, Name) ->
    Pid = spawn(fun() ->
        Room ! {join, self(), Name},
        receive joined -> ok end,
        member(Room, [])
    end),
    wait(Pid).

member(Room, Heard) ->
    receive
        {line, Line} -> member(Room, [Line | Heard]);
        {ping, From} -> From ! pong, member(Room, Heard);
        {heard, From} -> From ! {heard, lists:reverse(Heard)}, member(Room, Heard);
        {say, Text, From} ->
            Room ! {say, self(), Text},
            receive said -> From ! pong end,
            member(Room, Heard);
        crash -> exit(crashed)
    end.

%% Each action waits until it is over, so that the story has one order.
wait(Pid) -> Pid ! {ping, self()}, receive pong -> Pid end.
say(Pid, Text) -> Pid ! {say, Text, self()}, receive pong -> ok end.
crash(Pid) -> Pid ! crash, timer:sleep(20).

show(Name, Pid) ->
    Pid ! {heard, self()},
    receive {heard, Lines} -> io:format("~p heard:~n~s", [Name, [["  ", L, "\n"] || L <- Lines]]) end.
