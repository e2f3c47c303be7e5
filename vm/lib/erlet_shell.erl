%%% The prompt's half in the machine: a process that keeps the bindings and shows results, and another one, linked to
%%% it, that evaluates. The evaluator outlives errors, exit signals and interrupts: what would end it ends only what it
%%% evaluates. After strict(on) it is a process like any other, and the shell starts a new one when it ends.
%%%
%%% The program around the machine sends `{erlet_shell, Command}` and hears `erts_internal:shell_reply/1`.
-module(erlet_shell).

-export([init/0, request/1, ask_program/1, bindings/0, history/0, value/1, strict/1, strings/1, keep/2, print/1, is_own/1]).

%% `before` is what was bound when the entry began, `past` the same for earlier entries, `about` the
%% patterns of what is evaluated; `broken` tells that an evaluator ended since then; `results` are
%% the values of past entries, the latest first; `records` the fields by name and size, `strings`
%% whether printable lists are shown as text; `keep` says how many entries h() shows, and how many values are kept.
%% `run` is the number of what the prompt does: an interrupt says which it is meant for; `stopped` that one came; `late`
%% that the evaluator has not yet heard of it, and the prompt has returned without it.
%% Entries and values that are kept unless history(N) and results(N) say another number.
-define(KEPT, 20).

-record(state, {evaluator, run = 0, stopped = false, late = false, strict = false, strings = true, records = #{}, number = 0, bindings = #{}, before = #{}, past = [], broken = false, teach = false,
                about = [], results = [], keep = #{history => ?KEPT, results => ?KEPT}}).

%% Characters of a text whose codes are shown beside it.
-define(CODES, 20).
%% Characters of a line of a value, without its indentation.
-define(LINE_CHARS, 60).

%% Milliseconds that the evaluator gets to stop before the prompt returns without it: a collection of a large heap takes
%% its time.
-define(PROMPTLY, 25).

-define(UNDO, 50).
-define(KEYS, 100).

%% The shell process.
-spec init() -> no_return().
init() ->
    process_flag(trap_exit, true),
    %% Whatever runs, an interrupt is heard.
    process_flag(priority, high),
    register(?MODULE, self()),
    loop(restarted(#state{})).

restarted(#state{strict = Strict} = State) ->
    Shell = self(),
    Evaluator = spawn_opt(fun() -> evaluator(Shell, Strict) end, [link, {priority, normal}]),
    State#state{evaluator = Evaluator, late = false}.

loop(#state{evaluator = Evaluator} = State) ->
    receive
        {?MODULE, Command} -> loop(command(Command, State));
        {?MODULE, From, {strict, Strict}} -> loop(strict(Strict, From, State));
        {?MODULE, From, {strings, Strings}} -> loop(strings(Strings, From, State));
        {?MODULE, From, {keep, What, Count}} -> loop(keep(What, Count, From, State));
        {?MODULE, From, Question} ->
            From ! {?MODULE, self(), answer(Question, State)},
            loop(State);
        {?MODULE, Evaluator, interrupted, Reason} ->
            %% Nothing was evaluated; the prompt waits below.
            show_idle(Reason),
            loop(State#state{late = false});
        {'EXIT', Evaluator, _} when State#state.late -> loop(restarted(State));
        {'EXIT', Evaluator, Reason} -> loop(ended(error, Reason, State));
        _ -> loop(State)
    end.

%%% Commands

%% Something was entered: undo() comes back to here.
command(mark, #state{bindings = Bindings, past = Past} = State) ->
    State#state{past = lists:sublist([Bindings | Past], ?UNDO)};
%% From now on interrupts with that number are meant.
command({run, Run}, State) -> State#state{run = Run, stopped = false};
%% It came before the evaluation began.
command({interrupt, Run}, #state{run = Run} = State) -> State#state{stopped = true};
%% An entry begins: what it binds is forgotten if it fails.
command({enter, Number}, #state{bindings = Bindings} = State) ->
    State#state{number = Number, before = Bindings, broken = false};
command({evaluate, _, _, _, _}, #state{broken = true} = State) -> command(refuse, State);
command({evaluate, _, _, _, _}, #state{stopped = true} = State) ->
    io:put_chars("** interrupted\n"),
    command(refuse, State);
command({evaluate, _, _, _, _} = Evaluate, #state{late = true, evaluator = Evaluator} = State) ->
    receive
        {?MODULE, Evaluator, interrupted, _} -> command(Evaluate, caught_up(State));
        {'EXIT', Evaluator, _} -> command(Evaluate, restarted(State))
    end;
command({evaluate, Module, Names, Show, About}, #state{evaluator = Evaluator, bindings = Bindings} = State) ->
    Evaluator ! {?MODULE, evaluate, Module, [maps:get(Name, Bindings) || Name <- Names]},
    outcome(Show, State#state{about = About});
%% The tour asks whether something is true.
command({check, Module, Names}, State) ->
    #state{evaluator = Evaluator, run = Run, bindings = Bindings, results = Results} = State,
    Values = Bindings#{'It' => case Results of
                                   [{_, It} | _] -> It;
                                   [] -> none
                               end},
    Evaluator ! {?MODULE, evaluate, Module, [maps:get(Name, Values) || Name <- Names]},
    done(case checked(Evaluator, Run) of
             true -> ok;
             _ -> failed
         end, State);
%% Somebody types: what processes do can be plotted from now on.
command(observe, State) ->
    erlet_plot:start(),
    State;
%% Failures are to be explained.
command(teach, State) -> State#state{teach = true};
command(forget, State) -> done(ok, State#state{bindings = #{}});
command({forget, Name}, #state{bindings = Bindings} = State) ->
    done(ok, State#state{bindings = maps:remove(Name, Bindings)});
%% Not the entry that asks, but the one before it.
command(undo, #state{past = [_, Bindings | Past]} = State) -> done(ok, State#state{bindings = Bindings, past = Past});
command(undo, State) -> done(ok, State);
%% The entry could not be compiled.
command(refuse, #state{before = Before} = State) -> done(failed, State#state{bindings = Before});
%% What records are called and have, from now on.
command({records, Records}, State) -> State#state{records = maps:from_list(Records)};
command({crashed, Pid, Name, Reason}, State) ->
    crashed(Pid, Name, Reason),
    State;
%% What was sent before has been done.
command(settle, State) -> done(ok, State);
command({show, Value}, State) ->
    io:format("~tp~n", [Value]),
    State;
command(_, State) -> State.

%% Waits for what becomes of an evaluation. An exit signal that came before it began did not end it.
outcome(Show, #state{evaluator = Evaluator, run = Run} = State) ->
    receive
        {?MODULE, Evaluator, started} -> result(Show, State);
        {?MODULE, Evaluator, interrupted, {'EXIT', Shell, kill} = Reason} when Shell =:= self() ->
            interrupted(Reason, State);
        {?MODULE, Evaluator, interrupted, Reason} ->
            show_idle(Reason),
            outcome(Show, State);
        {'EXIT', Evaluator, Reason} -> lost(Reason, State);
        {?MODULE, {interrupt, Run}} -> stop(State)
    end.

%% Ctrl-C: the evaluator ends what it does, if it hears of it soon.
stop(#state{evaluator = Evaluator} = State) ->
    exit(Evaluator, kill),
    Shell = self(),
    receive
        {?MODULE, Evaluator, interrupted, {'EXIT', Shell, kill} = Reason} -> interrupted(Reason, caught_up(State));
        {'EXIT', Evaluator, Reason} -> lost(Reason, State)
    after ?PROMPTLY -> interrupted({'EXIT', Shell, kill}, State#state{late = true})
    end.

%% The evaluator has heard of an interrupt. What it said before does not count.
caught_up(#state{evaluator = Evaluator} = State) ->
    receive
        {?MODULE, Evaluator, started} -> caught_up(State);
        {?MODULE, Evaluator, value, _, _} -> caught_up(State);
        {?MODULE, Evaluator, failed, _, _, _, _} -> caught_up(State)
    after 0 -> State#state{late = false}
    end.

%% The value of what is evaluated unseen; none when there is none.
checked(Evaluator, Run) ->
    receive
        {?MODULE, Evaluator, started} -> checked(Evaluator, Run);
        {?MODULE, Evaluator, value, Value, _} -> Value;
        {?MODULE, Evaluator, failed, _, _, _, _} -> none;
        {?MODULE, Evaluator, interrupted, _} -> none;
        {'EXIT', Evaluator, _} = Exit ->
            %% The loop starts another one.
            self() ! Exit,
            none;
        {?MODULE, {interrupt, Run}} ->
            exit(Evaluator, kill),
            checked(Evaluator, Run)
    end.

result(Show, #state{evaluator = Evaluator, run = Run, bindings = Bindings, before = Before} = State) ->
    receive
        {?MODULE, Evaluator, value, Value, Bound} ->
            [io:put_chars(shown(Value, State)) || Show],
            State1 = State#state{bindings = lists:foldl(fun bind/2, Bindings, Bound)},
            done(ok, remember(Value, State1));
        {?MODULE, Evaluator, failed, Class, Reason, Stack, Places} ->
            explain(Class, Reason, Stack, Places, State),
            Failure = failure(Class, Reason, Stack),
            done(failed, remember({'EXIT', Failure}, renewed(Failure, State#state{bindings = Before})));
        {?MODULE, Evaluator, interrupted, Reason} -> interrupted(Reason, State);
        {'EXIT', Evaluator, Reason} -> lost(Reason, State);
        {?MODULE, {interrupt, Run}} -> stop(State);
        {?MODULE, {crashed, Pid, Name, Reason}} ->
            crashed(Pid, Name, Reason),
            result(Show, State);
        {?MODULE, From, {strict, Strict}} -> result(Show, strict(Strict, From, State));
        {?MODULE, From, {strings, Strings}} -> result(Show, strings(Strings, From, State));
        {?MODULE, From, {keep, What, Count}} -> result(Show, keep(What, Count, From, State));
        {?MODULE, From, Question} ->
            From ! {?MODULE, self(), answer(Question, State)},
            result(Show, State)
    end.

%% An exception, where it was raised, and what usually lies behind it.
explain(Class, Reason, Stack, _, #state{teach = false}) -> show(Class, Reason, Stack);
explain(Class, Reason, Trace, Places, #state{about = About, bindings = Bindings}) ->
    io:put_chars(erlet_failure:explained(Class, Reason, Trace, Places, About, Bindings)).

%% Another process has crashed.
crashed(Pid, Name, Reason) -> io:put_chars(standard_error, erlet_failure:crashed(Pid, Name, Reason)).

%% A value as the prompt shows it: records by their fields, and the other reading of a list that may be a text.
shown(Value, #state{strings = Strings} = State) ->
    Text = printed(Value, Strings, State),
    case is_list(Value) andalso Value =/= [] andalso State#state.teach andalso io_lib:printable_list(Value) of
        true -> [Text, other_reading(Value, Strings, State), $\n];
        false -> [Text, $\n]
    end.

%% Text that was typed as text needs no second reading.
other_reading(Value, Strings, #state{about = About} = State) ->
    case length(Value) =< ?CODES andalso not (Strings andalso lists:keymember(quoted, 1, About)) of
        true -> ["  % ", printed(Value, not Strings, State)];
        false -> ""
    end.

printed(Value, Strings, #state{records = Records}) ->
    Options = #{line_length => 80, line_max_chars => ?LINE_CHARS, depth => -1, chars_limit => -1, encoding => unicode,
                strings => Strings},
    erlet_pretty:print(Value, 1, case map_size(Records) of
                                     0 -> Options;
                                     _ -> Options#{records => Records}
                                 end).

strict(Strict, From, State) ->
    From ! {?MODULE, self(), State#state.strict},
    State#state{strict = Strict}.

strings(Strings, From, State) ->
    From ! {?MODULE, self(), State#state.strings},
    State#state{strings = Strings}.

keep(What, Count, From, #state{keep = Keep, results = Results} = State) ->
    From ! {?MODULE, self(), maps:get(What, Keep)},
    Kept = Keep#{What := Count},
    State#state{keep = Kept, results = lists:sublist(Results, maps:get(results, Kept))}.

%% After a failure a strict evaluator ends.
renewed(_, #state{strict = false} = State) -> State;
renewed(Failure, #state{evaluator = Evaluator} = State) ->
    Evaluator ! {?MODULE, fail, Failure},
    receive
        {'EXIT', Evaluator, _} -> restarted(State)
    end.

interrupted(Reason, #state{before = Before, evaluator = Evaluator} = State) ->
    show_interrupt(Reason, Evaluator),
    user ! {?MODULE, forget, Evaluator},
    Result = case Reason of
                 {'EXIT', _, kill} -> killed;
                 {'EXIT', _, Other} -> Other;
                 Other -> Other
             end,
    done(failed, remember({'EXIT', Result}, State#state{bindings = Before})).

lost(Reason, #state{before = Before} = State) ->
    done(failed, remember({'EXIT', Reason}, ended(exit, Reason, State#state{bindings = Before}))).

%% Another clause than the chosen one would have bound it.
bind({_, '-unbound-'}, Bindings) -> Bindings;
bind({Name, Value}, Bindings) -> Bindings#{Name => Value}.

failure(error, Reason, Stack) -> {Reason, Stack};
failure(throw, Value, Stack) -> {{nocatch, Value}, Stack};
failure(exit, Reason, _) -> Reason.

%% The latest result of an entry counts.
remember(Value, #state{number = Number, results = Results, keep = #{results := Keep}} = State) ->
    Others = lists:keydelete(Number, 1, Results),
    State#state{results = lists:sublist([{Number, Value} | Others], Keep)}.

done(Outcome, #state{bindings = Bindings} = State) ->
    erts_internal:shell_reply([Outcome | [known(Name, Value) || {Name, Value} <- maps:to_list(Bindings)]]),
    State.

%% A variable as completion knows it: with the keys of its map, if they are atoms.
known(Name, Value) when is_map(Value), map_size(Value) =< ?KEYS ->
    Keys = [atom_to_list(Key) || Key <- maps:keys(Value), is_atom(Key)],
    unicode:characters_to_list(lists:join(0, [atom_to_list(Name) | Keys]));
known(Name, _) -> Name.

answer(bindings, #state{bindings = Bindings}) -> lists:sort(maps:to_list(Bindings));
answer(results, #state{results = Results, number = Number, keep = #{history := Keep}}) ->
    lists:reverse([Result || {N, _} = Result <- Results, N < Number, N >= Number - Keep]);
answer({print, Value}, #state{strings = Strings} = State) -> printed(Value, Strings, State);
answer({value, N}, #state{number = Number} = State) when N < 0 -> answer({value, Number + N}, State);
answer({value, N}, #state{results = Results}) -> lists:keyfind(N, 1, Results).

%%% The evaluator

evaluator(Shell, Strict) ->
    erts_internal:keep_alive(not Strict),
    kept(Shell).

%% An interrupt leaves whatever goes on for here.
kept(Shell) ->
    try
        evaluate(Shell)
    catch
        interrupt:Reason ->
            unbegun(Reason, Shell),
            Shell ! {?MODULE, self(), interrupted, Reason}
    end,
    kept(Shell).

%% An evaluation that the shell stops before it began must not begin afterwards.
unbegun({'EXIT', Shell, kill}, Shell) ->
    receive
        {?MODULE, evaluate, _, _} -> ok
    after 0 -> ok
    end;
unbegun(_, _) -> ok.

evaluate(Shell) ->
    receive
        {?MODULE, evaluate, Module, Values} ->
            Shell ! {?MODULE, self(), started},
            try apply(Module, entry, Values) of
                {Value, Bound} -> Shell ! {?MODULE, self(), value, Value, Bound}
            catch
                Class:Reason:Stack ->
                    Shell ! {?MODULE, self(), failed, Class, Reason, Stack, erts_internal:failed_at()}
            end,
            evaluate(Shell);
        {?MODULE, fail, Reason} -> exit(Reason)
    end.

%% The evaluator was ended by a signal, or ended itself. If it ended the whole run there is nothing to say.
ended(Class, Reason, State) ->
    case erts_internal:shell_reply([exited]) of
        true -> show_exit(Class, Reason);
        false -> ok
    end,
    restarted(State#state{broken = true}).

%% While nothing was evaluated, an interrupt comes too late to say anything.
show_idle({'EXIT', Shell, kill}) when Shell =:= self() -> ok;
show_idle(Reason) -> show_interrupt(Reason, none).

show_interrupt({'EXIT', Shell, kill}, _) when Shell =:= self() -> io:put_chars("** interrupted\n");
show_interrupt({'EXIT', Evaluator, kill}, Evaluator) -> show_exit(exit, killed);
show_interrupt({'EXIT', Evaluator, Reason}, Evaluator) -> show_exit(exit, Reason);
show_interrupt({'EXIT', From, Reason}, _) ->
    Origin = case is_process_alive(From) of
                 true -> "exit signal from";
                 false -> "linked to"
             end,
    io:format("** your shell would have died here (~ts ~w: ~tP); kept alive\n"
              "   process_flag(trap_exit, true) or a monitor is how a process survives; strict(on) shows the real thing\n",
              [Origin, From, Reason, 12]);
show_interrupt(max_heap_size, _) ->
    io:put_chars("** stopped by the heap limit: the evaluation needed more memory than one process may have "
                 "(erlet --max-heap SIZE raises it)\n");
show_interrupt(Reason, _) -> show_exit(exit, Reason).

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
is_own(erlet_commands) -> true;
is_own(Module) -> is_entry(Module).

is_entry(Module) ->
    case atom_to_list(Module) of
        "prompt_" ++ Number -> Number =/= "" andalso lists:all(fun(Digit) -> Digit >= $0 andalso Digit =< $9 end, Number);
        _ -> false
    end.

%%% What shell_default asks for; only the evaluator may.

%% What the program around the machine knows while a failure is explained: see repl's `answers`.
-spec ask_program([atom() | string() | binary()]) -> {ok, binary()} | none.
ask_program(Words) ->
    case request(Words) of
        {ok, <<>>} -> none;
        {ok, Text} -> {ok, Text};
        _ -> none
    end.

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

%% Says whether the evaluator is to end as other processes do from the next failure on; whether it was so before.
-spec strict(boolean()) -> boolean().
strict(Strict) ->
    erts_internal:keep_alive(not Strict),
    ask({strict, Strict}).

%% Says whether printable lists are shown as text; whether they were.
-spec strings(boolean()) -> boolean().
strings(Strings) -> ask({strings, Strings}).

%% Says how many entries h() shows, or how many values are kept; how many it were.
-spec keep(history | results, non_neg_integer()) -> non_neg_integer().
keep(What, Count) -> ask({keep, What, Count}).

%% The text of a value, with the records of the prompt.
-spec print(term()) -> unicode:chardata().
print(Value) -> ask({print, Value}).

ask(Question) ->
    Shell = whereis(?MODULE),
    is_pid(Shell) orelse erlang:error(badarg, [Question]),
    Shell ! {?MODULE, self(), Question},
    receive
        {?MODULE, Shell, Answer} -> Answer
    end.
