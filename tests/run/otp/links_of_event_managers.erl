%% Who adds a handler that is to be supervised is linked to the manager from then on, whether the handler comes to be or
%% not, and also when it is gone; only the manager's own end unlinks those who have handlers.
-module(links_of_event_managers).
-behaviour(gen_event).
-export([main/0, init/1, handle_event/2, handle_call/2, handle_info/2, terminate/2]).

init({New, _}) -> init(New);
init(bad) -> nothing;
init(State) -> {ok, State}.

handle_event(remove, _) -> remove_handler;
handle_event(bad, _) -> bad;
handle_event(crash, _) -> error(crashed);
handle_event(swap, State) -> {swap_handler, a, State, {?MODULE, 9}, new};
handle_event(fail, State) -> {swap_handler, a, State, {?MODULE, 9}, bad};
handle_event(miss, State) -> {swap_handler, a, State, {no_such_module, 9}, new};
handle_event(_, State) -> {ok, State}.

handle_call(Request, State) ->
    case handle_event(Request, State) of
        remove_handler -> {remove_handler, removed};
        {swap_handler, Args, Old, New, NewArgs} -> {swap_handler, swapped, Args, Old, New, NewArgs};
        {ok, Next} -> {ok, answered, Next};
        Other -> Other
    end.

handle_info(Message, State) -> handle_event(Message, State).

terminate(_, State) -> State.

main() ->
    logger:set_primary_config(level, none),
    process_flag(trap_exit, true),
    [show(Name, Do, Handlers) || Handlers <- [[1], [1, 2]], {Name, Do} <- ways()],
    [ends(Way) || Way <- [stop, parent]],
    ok.

ways() ->
    First = {?MODULE, 1},
    Third = {?MODULE, 3},
    [{delete, fun(M) -> gen_event:delete_handler(M, First, x) end},
     {swap, fun(M) -> gen_event:swap_handler(M, {First, x}, {Third, new}) end},
     {swap_to_nothing, fun(M) -> gen_event:swap_handler(M, {First, x}, {Third, bad}) end},
     {swap_sup, fun(M) -> gen_event:swap_sup_handler(M, {First, x}, {Third, new}) end},
     {swap_sup_to_nothing, fun(M) -> gen_event:swap_sup_handler(M, {First, x}, {Third, bad}) end},
     {add_the_same, fun(M) -> gen_event:add_sup_handler(M, First, new) end},
     {add_nothing, fun(M) -> gen_event:add_sup_handler(M, Third, bad) end}]
        ++ [{{call, What}, fun(M) -> gen_event:call(M, First, What) end} || What <- whats()]
        ++ [{{notify, What}, fun(M) -> gen_event:sync_notify(M, What) end} || What <- whats()]
        ++ [{{info, What}, fun(M) -> M ! What, gen_event:sync_notify(M, nothing) end} || What <- whats()].

whats() -> [remove, bad, crash, swap, fail, miss].

show(Name, Do, Handlers) ->
    {ok, Manager} = gen_event:start(),
    [ok = gen_event:add_sup_handler(Manager, {?MODULE, I}, new) || I <- Handlers],
    Answer = case Do(Manager) of
        {error, {_, Reason}} when is_tuple(Reason) -> element(1, Reason);
        Other -> Other
    end,
    io:format("~w ~p: ~0p ~w ~w~n", [Handlers, Name, shown(Answer), is_linked(Manager), gen_event:which_handlers(Manager)]),
    gen_event:stop(Manager),
    io:format("    ~0p~n", [told(Manager)]).

shown({error, {'EXIT', {Reason, _}}}) -> {error, Reason};
shown(Answer) -> Answer.

is_linked(Manager) ->
    {links, Links} = process_info(Manager, links),
    lists:member(self(), Links).

told(Manager) ->
    receive
        {gen_event_EXIT, Handler, {Reason, [_ | _]}} -> [{Handler, Reason} | told(Manager)];
        {gen_event_EXIT, Handler, Reason} -> [{Handler, shown_reason(Reason)} | told(Manager)];
        {'EXIT', Manager, Reason} -> [{exit, Reason} | told(Manager)]
    after 5 -> []
    end.

shown_reason({'EXIT', {Reason, _}}) -> {'EXIT', Reason};
shown_reason({swapped, New, Owner}) -> {swapped, New, Owner =:= self()};
shown_reason(Reason) -> Reason.

%% The manager's parent stays linked, others who have handlers do not.
ends(Way) ->
    Self = self(),
    {ok, Manager} = case Way of
        stop -> gen_event:start();
        parent -> gen_event:start_link()
    end,
    Other = spawn(fun() ->
        process_flag(trap_exit, true),
        ok = gen_event:add_sup_handler(Manager, {?MODULE, other}, new),
        Self ! added,
        receive done -> Self ! {other, told(Manager)} end
    end),
    receive added -> ok end,
    ok = gen_event:add_sup_handler(Manager, {?MODULE, own}, new),
    gen_event:stop(Manager),
    Other ! done,
    io:format("~w: ~0p ~0p~n", [Way, told(Manager), receive {other, Told} -> Told end]).
