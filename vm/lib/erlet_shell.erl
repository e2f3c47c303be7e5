%%% The prompt's half in the machine: a process that keeps the bindings and shows results, and another one, linked to
%%% it, that evaluates. When the evaluator ends, for whatever reason, the shell starts a new one.
%%%
%%% The program around the machine sends `{erlet_shell, Command}` and hears `erts_internal:shell_reply/1`.
-module(erlet_shell).

-export([init/0, request/1, bindings/0, history/0, value/1, is_own/1]).

%% `before` is what was bound when the entry began; `broken` tells that an evaluator ended since then; `results` are
%% the values of past entries, the latest first.
-record(state, {evaluator, number = 0, bindings = #{}, before = #{}, broken = false, results = []}).

-define(RESULTS, 20).

%% The shell process.
-spec init() -> no_return().
init() ->
    process_flag(trap_exit, true),
    loop(#state{evaluator = start_evaluator()}).

loop(#state{evaluator = Evaluator} = State) ->
    receive
        {?MODULE, Command} -> loop(command(Command, State));
        {?MODULE, From, Question} ->
            From ! {?MODULE, self(), answer(Question, State)},
            loop(State);
        {'EXIT', Evaluator, Reason} -> loop(ended(error, Reason, State));
        _ -> loop(State)
    end.

%%% Commands

%% An entry begins: what it binds is forgotten if it fails.
command({enter, Number}, #state{bindings = Bindings} = State) ->
    State#state{number = Number, before = Bindings, broken = false};
command({evaluate, _, _, _}, #state{broken = true} = State) -> command(refuse, State);
command({evaluate, Module, Names, Show}, #state{evaluator = Evaluator, bindings = Bindings} = State) ->
    Evaluator ! {?MODULE, evaluate, Module, [maps:get(Name, Bindings) || Name <- Names]},
    outcome(Show, State);
command(forget, State) -> done(ok, State#state{bindings = #{}});
command({forget, Name}, #state{bindings = Bindings} = State) ->
    done(ok, State#state{bindings = maps:remove(Name, Bindings)});
%% The entry could not be compiled.
command(refuse, #state{before = Before} = State) -> done(failed, State#state{bindings = Before});
command({show, Value}, State) ->
    io:format("~tp~n", [Value]),
    State;
command(_, State) -> State.

%% Waits for what becomes of an evaluation.
outcome(Show, #state{evaluator = Evaluator, bindings = Bindings, before = Before} = State) ->
    receive
        {?MODULE, Evaluator, value, Value, Bound} ->
            [io:format("~tp~n", [Value]) || Show],
            State1 = State#state{bindings = lists:foldl(fun bind/2, Bindings, Bound)},
            done(ok, remember(Value, State1));
        {?MODULE, Evaluator, failed, Class, Reason, Stack} ->
            receive
                {'EXIT', Evaluator, _} -> ok
            end,
            show(Class, Reason, Stack),
            State1 = State#state{evaluator = start_evaluator(), bindings = Before},
            done(failed, remember({'EXIT', failure(Class, Reason, Stack)}, State1));
        {'EXIT', Evaluator, Reason} ->
            done(failed, remember({'EXIT', Reason}, ended(exit, Reason, State#state{bindings = Before})));
        {?MODULE, interrupt} ->
            exit(Evaluator, kill),
            outcome(Show, State);
        {?MODULE, From, Question} ->
            From ! {?MODULE, self(), answer(Question, State)},
            outcome(Show, State)
    end.

bind({Name, Value}, Bindings) -> Bindings#{Name => Value}.

failure(error, Reason, Stack) -> {Reason, Stack};
failure(throw, Value, Stack) -> {{nocatch, Value}, Stack};
failure(exit, Reason, _) -> Reason.

%% The latest result of an entry counts.
remember(Value, #state{number = Number, results = Results} = State) ->
    Others = lists:keydelete(Number, 1, Results),
    State#state{results = lists:sublist([{Number, Value} | Others], ?RESULTS)}.

done(Outcome, #state{bindings = Bindings} = State) ->
    erts_internal:shell_reply([Outcome | maps:keys(Bindings)]),
    State.

answer(bindings, #state{bindings = Bindings}) -> lists:sort(maps:to_list(Bindings));
answer(results, #state{results = Results, number = Number}) ->
    lists:reverse([Result || {N, _} = Result <- Results, N < Number]);
answer({value, N}, #state{number = Number} = State) when N < 0 -> answer({value, Number + N}, State);
answer({value, N}, #state{results = Results}) -> lists:keyfind(N, 1, Results).

%%% The evaluator

start_evaluator() ->
    Shell = self(),
    spawn_link(fun() -> evaluator(Shell) end).

evaluator(Shell) ->
    put(?MODULE, Shell),
    evaluate(Shell).

evaluate(Shell) ->
    receive
        {?MODULE, evaluate, Module, Values} ->
            try apply(Module, entry, Values) of
                {Value, Bound} ->
                    Shell ! {?MODULE, self(), value, Value, Bound},
                    evaluate(Shell)
            catch
                Class:Reason:Stack -> Shell ! {?MODULE, self(), failed, Class, Reason, Stack}
            end
    end.

%% The evaluator was ended by a signal, or ended itself. If it ended the whole run there is nothing to say.
ended(Class, Reason, State) ->
    case erts_internal:shell_reply([exited]) of
        true -> show_exit(Class, Reason);
        false -> ok
    end,
    State#state{evaluator = start_evaluator(), broken = true}.

show_exit(Class, {Reason, [{Module, Function, _, Info} | _] = Stack})
  when is_atom(Module), is_atom(Function), is_list(Info) ->
    show(Class, Reason, Stack);
show_exit(Class, Reason) -> show(Class, Reason, []).

show(Class, Reason, Stack) ->
    io:put_chars(erlet_exception:format(Class, Reason, Stack, fun is_own/1)).

%% Whether a module is an entry or part of the prompt.
-spec is_own(module()) -> boolean().
is_own(?MODULE) -> true;
is_own(shell_default) -> true;
is_own(Module) -> lists:prefix("erlet_entry_", atom_to_list(Module)).

%%% What shell_default asks for; only the evaluator may.

%% Asks the program around the machine.
-spec request([atom() | string() | binary()]) -> {ok | error, binary()} | ok | quit.
request(Words) ->
    true = erts_internal:shell_reply(Words),
    receive
        {?MODULE, answer, Answer} -> Answer
    end.

%% What is bound, sorted by name.
-spec bindings() -> [{atom(), term()}].
bindings() -> ask(bindings).

%% The values of past entries, the oldest first.
-spec history() -> [{pos_integer(), term()}].
history() -> ask(results).

%% The value of a past entry; counted back from the present one if negative.
-spec value(integer()) -> {pos_integer(), term()} | false.
value(Number) -> ask({value, Number}).

ask(Question) ->
    case get(?MODULE) of
        undefined -> erlang:error(badarg, [Question]);
        Shell ->
            Shell ! {?MODULE, self(), Question},
            receive
                {?MODULE, Shell, Answer} -> Answer
            end
    end.
