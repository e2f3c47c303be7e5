%% A supervisor written by hand: it starts workers, is linked to them, and
%% starts them again when they crash, but not too often.
-module(supervisor_by_hand).
-export([main/0]).

-define(MAX_RESTARTS, 3).

main() ->
    process_flag(trap_exit, true),
    Me = self(),
    Supervisor = spawn_link(fun() -> supervise(Me, [{divider, fun divider/0}, {echo, fun echo/0}]) end),
    receive {Supervisor, ready} -> ok end,
    io:format("12 / 4 = ~p~n", [ask(divider, {12, 4})]),
    io:format("echo: ~p~n", [ask(echo, hello)]),
    [begin
         io:format("1 / 0 = ~p~n", [ask(divider, {1, 0})]),
         receive {restarted, Name} -> io:format("  [supervisor restarts ~p]~n", [Name]) end,
         io:format("12 / 4 = ~p~n", [ask(divider, {12, 4})])
     end || _ <- [1, 2, 3]],
    Echo = monitor(process, echo),
    io:format("1 / 0 = ~p~n", [ask(divider, {1, 0})]),
    receive {'EXIT', Supervisor, Reason} -> io:format("the supervisor gave up: ~p~n", [Reason]) end,
    receive {'DOWN', Echo, _, _, _} -> ok end,
    io:format("divider: ~p, echo: ~p~n", [whereis(divider), whereis(echo)]).

%% --- The supervisor -------------------------------------------------------

supervise(Parent, Specs) ->
    process_flag(trap_exit, true),
    Children = maps:from_list([{start_child(Spec), Spec} || Spec <- Specs]),
    Parent ! {self(), ready},
    watch(Parent, Children, 0).

start_child({Name, Function}) ->
    Pid = spawn_link(Function),
    register(Name, Pid),
    Pid.

watch(Parent, Children, Restarts) ->
    receive
        {'EXIT', Pid, _} when is_map_key(Pid, Children), Restarts < ?MAX_RESTARTS ->
            {{Name, _} = Spec, Rest} = maps:take(Pid, Children),
            Restarted = Rest#{start_child(Spec) => Spec},
            Parent ! {restarted, Name},
            watch(Parent, Restarted, Restarts + 1);
        {'EXIT', _, _} ->
            %% Our links take the other children with us.
            exit(too_many_restarts)
    end.

%% --- The workers: they do not guard against errors, they just crash --------

divider() ->
    receive
        {From, Ref, {_, 0}} -> From ! {Ref, crashing}, exit(division_by_zero);
        {From, Ref, {A, B}} -> From ! {Ref, A div B}, divider()
    end.

echo() ->
    receive {From, Ref, X} -> From ! {Ref, X}, echo() end.

ask(Name, Request) ->
    Ref = make_ref(),
    Worker = whereis(Name),
    Monitor = monitor(process, Worker),
    Worker ! {self(), Ref, Request},
    receive
        {Ref, crashing} -> receive {'DOWN', Monitor, _, _, Reason} -> {crashed, Reason} end;
        {Ref, Answer} -> demonitor(Monitor, [flush]), Answer
    end.
