-module(gen_event_handlers).
-behaviour(gen_event).
-export([main/0, init/1, handle_event/2, handle_call/2, terminate/2]).

main() ->
    {ok, M} = gen_event:start_link(),
    ok = gen_event:add_handler(M, ?MODULE, []),
    ok = gen_event:add_handler(M, {?MODULE, two}, [x]),
    gen_event:notify(M, a),
    gen_event:sync_notify(M, b),
    io:format("~p~n", [gen_event:call(M, ?MODULE, seen)]),
    io:format("~p~n", [gen_event:call(M, {?MODULE, two}, seen)]),
    io:format("~p~n", [gen_event:delete_handler(M, ?MODULE, bye)]),
    io:format("~p~n", [gen_event:which_handlers(M)]),
    gen_event:stop(M).

init(L) -> {ok, L}.
handle_event(E, L) -> {ok, [E | L]}.
handle_call(seen, L) -> {ok, L, L}.
terminate(Why, L) -> {Why, L}.
