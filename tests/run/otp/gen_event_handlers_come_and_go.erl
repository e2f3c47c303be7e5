%% Handlers that are added, removed, replaced and supervised, and those that fail.
-module(gen_event_handlers_come_and_go).
-behaviour(gen_event).
-export([main/0, init/1, handle_event/2, handle_call/2, handle_info/2, terminate/2]).

-define(H, ?MODULE).

main() ->
    logger:set_primary_config(level, none),
    process_flag(trap_exit, true),
    {ok, _} = gen_event:start_link({local, m}),
    [show(gen_event:add_handler(m, Handler, Args))
     || {Handler, Args} <- [{?H, s1}, {?H, s1}, {{?H, 2}, {error, r}}, {{?H, 2}, bad}, {{?H, 2}, hibernate}]],
    {'EXIT', {undef, _}} = gen_event:add_handler(m, no_such_module, x),
    show(gen_event:which_handlers(m)),
    show(gen_event:sync_notify(m, hello)),
    m ! info,
    show([gen_event:call(m, ?H, q), gen_event:call(m, nobody, q), gen_event:call(m, ?H, throw), gen_event:call(m, ?H, bad)]),
    show(gen_event:which_handlers(m)),
    show([gen_event:call(m, ?H, exit), gen_event:delete_handler(m, ?H, x), gen_event:delete_handler(m, {?H, 2}, x)]),
    [begin
         show({supervised, What}),
         ok = gen_event:add_sup_handler(m, ?H, s1),
         What(),
         told()
     end || What <- [fun failing/0, fun bad/0, fun removed/0, fun deleted/0]],
    ok = gen_event:add_sup_handler(m, ?H, s1),
    gen_event:sync_notify(m, {swap, {?H, 3}}),
    show(gen_event:which_handlers(m)),
    told(),
    show([gen_event:call(m, {?H, 3}, {swap, ?H}), gen_event:which_handlers(m)]),
    told(),
    show([gen_event:swap_handler(m, {?H, a1}, {{?H, 5}, a2}), gen_event:which_handlers(m)]),
    told(),
    show([gen_event:swap_handler(m, {none, a1}, {{?H, 6}, a2}), gen_event:which_handlers(m)]),
    show([gen_event:swap_sup_handler(m, {{?H, 6}, a1}, {{?H, 7}, a2}), gen_event:which_handlers(m)]),
    told(),
    Owner = spawn(fun() -> gen_event:add_sup_handler(m, {?H, owned}, s9), receive stop -> exit(bye) end end),
    timer:sleep(150),
    Owner ! stop,
    timer:sleep(150),
    show(sys:get_state(m)),
    show(sys:replace_state(m, fun({M, Id, S}) -> {M, Id, {new, S}} end)),
    show(gen_event:stop(m)),
    told(),
    show([catch gen_event:call(m, ?H, x), catch gen_event:sync_notify(m, x)]),
    {ok, Other} = gen_event:start_link(),
    gen_event:add_handler(Other, ?H, last),
    exit(Other, shutdown),
    told().

failing() -> gen_event:sync_notify(m, exit).
bad() -> gen_event:sync_notify(m, bad).
removed() -> gen_event:sync_notify(m, remove).
deleted() -> gen_event:delete_handler(m, ?H, args).

show({supervised, _}) -> io:format("supervised~n");
show(Term) -> io:format("~p~n", [masked(Term)]).

told() ->
    receive Message -> io:format(" told ~p~n", [masked(Message)]), told()
    after 30 -> ok
    end.

masked(Pid) when is_pid(Pid) -> pid;
masked(List) when is_list(List) -> [masked(Item) || Item <- List];
masked(Tuple) when is_tuple(Tuple) -> list_to_tuple([masked(Item) || Item <- tuple_to_list(Tuple)]);
masked(Other) -> Other.

init({error, _} = Error) -> Error;
init(bad) -> wrong;
init(hibernate) -> {ok, h, hibernate};
init({_, _} = Args) -> io:format("init ~p~n", [Args]), {ok, Args};
init(State) -> {ok, State}.

handle_event({swap, New}, State) -> {swap_handler, old_args, State, New, new_args};
handle_event(remove, _) -> remove_handler;
handle_event(bad, _) -> bad;
handle_event(exit, _) -> exit(oh);
handle_event(Event, State) -> io:format("event ~p ~p~n", [Event, State]), {ok, State}.

handle_call({swap, New}, State) -> {swap_handler, swapped, old_args, State, New, new_args};
handle_call(bad, _) -> bad;
handle_call(exit, _) -> exit(oh);
handle_call(throw, State) -> throw({ok, thrown, State});
handle_call(Request, State) -> {ok, {Request, State}, State}.

handle_info(Message, State) -> io:format("info ~p ~p~n", [masked(Message), State]), {ok, State}.

terminate(Args, State) -> io:format("terminate ~p ~p~n", [Args, State]), {ended, State}.
