%% The events of a server that sys traces, keeps in its log and hands to functions: also that it continues.
-module(sys_events_of_servers).
-behaviour(gen_server).
-export([main/0, init/1, handle_call/3, handle_cast/2, handle_info/2, handle_continue/2]).

main() ->
    Main = self(),
    {ok, Pid} = gen_server:start_link({local, watched}, ?MODULE, {ok, 0, {continue, first}}, [{debug, [{log, 20}]}]),
    sys:install(watched, {seen, fun(Count, Event, Extra) -> Main ! {seen, Count, clean(Event), Extra}, Count + 1 end, 0}),
    gen_server:call(watched, {reply, answer, 1}),
    gen_server:call(watched, {reply, answer, 1, {continue, next}}),
    gen_server:cast(watched, {noreply, 2, {continue, next}}),
    gen_server:cast(watched, {noreply, 3, hibernate}),
    watched ! {noreply, 4, 0},
    gen_server:call(watched, late),
    {ok, Log} = sys:log(watched, get),
    io:format("~p~n", [clean(Log)]),
    shown(),
    gen_server:stop(Pid).

shown() -> receive Seen -> io:format("~p~n", [Seen]), shown() after 0 -> ok end.

clean([Term | Terms]) -> [clean(Term) | clean(Terms)];
clean(Term) when is_tuple(Term) -> list_to_tuple([clean(Item) || Item <- tuple_to_list(Term)]);
clean(Pid) when is_pid(Pid) -> pid;
clean(Tag) when is_reference(Tag) -> tag;
clean(Term) -> Term.

init(Result) -> Result.
handle_call(late, From, State) ->
    gen_server:reply(From, now),
    {noreply, State};
handle_call(Result, _, _) -> Result.
handle_cast(Result, _) -> Result.
handle_info(timeout, State) -> {noreply, {timed_out, State}};
handle_info(Result, _) -> Result.
handle_continue(Term, State) -> {noreply, {Term, State}}.
