%% A module with -callback exports behaviour_info/1.
-module(behaviour_info_of_callbacks).
-export([main/0]).

-callback start(Args :: list()) -> {ok, State} | error when State :: term().
-callback 'handle it'(term(), State) -> State.
-callback stop() -> ok.
-optional_callbacks([stop/0, 'handle it'/2]).

main() ->
    io:format("~p~n", [?MODULE:module_info(exports)]),
    io:format("~p~n", [?MODULE:behaviour_info(callbacks)]),
    io:format("~p~n", [?MODULE:behaviour_info(optional_callbacks)]),
    io:format("~p~n", [try ?MODULE:behaviour_info(other) catch error:Reason -> Reason end]),
    Behaviours = [application, gen_event, gen_server, supervisor, supervisor_bridge],
    [io:format("~p ~p~n", [Module, Module:behaviour_info(callbacks)]) || Module <- Behaviours],
    ok.
