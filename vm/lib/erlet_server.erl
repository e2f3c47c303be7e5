%%% Plain processes that serve the library: how they are started, and how they are asked. A request comes as
%%% `{'$ask', From, Ref, Request}`, and its answer goes back as `{Ref, Answer}`.
-module(erlet_server).

-export([ask/2, named/2, start/1]).

%% Starts a process and waits for the first it says: Serve gets the function to say it with.
-spec start(fun((fun((Said) -> term())) -> term())) -> {pid(), Said} | {down, term()}.
start(Serve) ->
    Starter = self(),
    Ref = make_ref(),
    {Pid, Monitor} = spawn_monitor(fun() ->
                                           erts_internal:mark_system(),
                                           Serve(fun(Said) -> Starter ! {Ref, Said} end)
                                   end),
    receive
        {Ref, Said} ->
            demonitor(Monitor, [flush]),
            {Pid, Said};
        {'DOWN', Monitor, _, _, Reason} -> {down, Reason}
    end.

%% The process of a name, started if there is none; of two that are started at once one ends.
-spec named(atom(), fun(() -> term())) -> pid().
named(Name, Serve) ->
    case whereis(Name) of
        undefined ->
            start(fun(Say) ->
                          Say(try register(Name, self()) catch error:badarg -> exit(normal) end),
                          Serve()
                  end),
            named(Name, Serve);
        Pid -> Pid
    end.

%% The answer of a process to a request, or why there is none.
-spec ask(pid(), term()) -> {ok, term()} | {down, term()}.
ask(Pid, Request) ->
    Monitor = monitor(process, Pid),
    Pid ! {'$ask', self(), Monitor, Request},
    receive
        {Monitor, Answer} ->
            demonitor(Monitor, [flush]),
            {ok, Answer};
        {'DOWN', Monitor, _, _, Reason} -> {down, Reason}
    end.
