%% A state machine that is to change to a module which cannot say its callback mode ends as that module's call does.
%% allow: undef
-module(gen_statem_changes_to_no_module).
-behaviour(gen_statem).
-export([main/0, init/1, callback_mode/0, handle_event/4, terminate/3]).

main() ->
    logger:set_primary_config(level, none),
    [io:format("~p: ~p~n", [Action, ended_by(Action)])
     || Kind <- [push_callback_module, change_callback_module],
        Action <- [{Kind, no_such_module}, {Kind, lists}, {Kind, 7}]],
    io:format("~p~n", [ended_by(pop_callback_module)]),
    io:format("~p~n", [ended_by({error, raised})]),
    io:format("~p~n", [ended_by({exit, raised})]),
    io:format("~p~n", [ended_by({return, raised})]),
    io:format("~p~n", [ended_by({stop, raised})]).

ended_by(Action) ->
    {ok, Machine} = gen_statem:start(?MODULE, Action, []),
    {'EXIT', {Reason, _}} = (catch gen_statem:call(Machine, change)),
    case Reason of
        {What, [{Module, Function, Args, _} | _]} when What =:= undef -> {What, {Module, Function, Args}};
        {What, [_ | _]} -> What;
        What -> What
    end.

callback_mode() -> handle_event_function.

init(Action) -> {ok, only, Action}.

handle_event({call, _}, change, only, {error, Reason}) -> error(Reason);
handle_event({call, _}, change, only, {exit, Reason}) -> exit(Reason);
handle_event({call, _}, change, only, {return, Reason}) -> Reason;
handle_event({call, _}, change, only, {stop, Reason}) -> {stop, Reason};
handle_event({call, _}, change, only, Action) -> {keep_state_and_data, [Action]}.

terminate({Reason, [{_, _, _, _} | _]}, only, _) -> io:format("terminate: ~p and a trace~n", [Reason]);
terminate(Reason, only, _) -> io:format("terminate: ~p~n", [Reason]).
