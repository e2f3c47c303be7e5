%% A server that ends before it answers a request to its name is named by its pid; one that is not there as given.
-module(request_to_a_name_that_ends).
-behaviour(gen_server).
-export([main/0, init/1, handle_call/3, handle_cast/2]).

main() ->
    process_flag(trap_exit, true),
    logger:set_primary_config(level, none),
    [ended(Name) || Name <- [named, {named, node()}]],
    [io:format("~p~n", [gen_server:wait_response(gen_server:send_request(Name, request), 100)])
     || Name <- [nobody, {nobody, node()}, {nobody, 'a@b'}]].

ended(Name) ->
    {ok, Pid} = gen_server:start_link({local, named}, ?MODULE, none, []),
    Request = gen_server:send_request(Name, {stop, why}),
    case gen_server:wait_response(Request, 1000) of
        {error, {Reason, Pid}} -> io:format("~p, of the pid~n", [Reason]);
        Other -> io:format("~p~n", [Other])
    end,
    receive {'EXIT', Pid, Exit} -> io:format("~p~n", [Exit]) end.

init(none) -> {ok, none}.
handle_call({stop, Reason}, _From, State) -> {stop, Reason, State}.
handle_cast(_, State) -> {noreply, State}.
