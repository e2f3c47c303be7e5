%%% The texts of the behaviours' reports: in lines, or in one.
%%%
%%% A text is a list of `{Format, Terms}` where `~p` in Format stands for a term: printed over lines, on one line or
%%% down to a depth, as the configuration says; and of `{text, Text}`, a heading that a limit of characters cuts, too.
-module(erlet_reports).

-export([format/1, format/2, client/1]).

-type config() :: #{depth => unlimited | pos_integer(), chars_limit => unlimited | pos_integer(),
                    single_line => boolean(), encoding => unicode | latin1 | utf8}.

%% Frames that a one-line text shows of a client's stack.
-define(CLIENT_FRAMES, 4).

%% What is known of the process behind a call: its pid, and its name and stack if it lives here.
-spec client(undefined | {pid(), term()}) -> undefined | {pid(), dead | remote | {term(), [term()]}}.
client(undefined) -> undefined;
client({Pid, _}) when is_pid(Pid), node(Pid) =:= node() ->
    case process_info(Pid, [current_stacktrace, registered_name]) of
        undefined -> {Pid, dead};
        [{_, Stack}, {_, []}] -> {Pid, {Pid, Stack}};
        [{_, Stack}, {_, Name}] -> {Pid, {Name, Stack}}
    end;
client({Pid, _}) when is_pid(Pid) -> {Pid, remote};
client(_) -> undefined.

%% Format and arguments, for error_logger.
-spec format(map()) -> {io:format(), [term()]}.
format(Report) ->
    Depth = error_logger:get_format_depth(),
    Items = items(false, Report),
    Expanded = [pieces(Item, "~tp", Depth) || Item <- Items],
    {lists:append([Format || {Format, _} <- Expanded]), lists:append([Terms || {_, Terms} <- Expanded])}.

%% The text.
-spec format(map(), config()) -> unicode:chardata().
format(Report, Config) ->
    Single = maps:get(single_line, Config, false),
    Directive = case Single of
                    true -> "~0tp";
                    false -> "~tp"
                end,
    Depth = maps:get(depth, Config, unlimited),
    Pieces = [pieces(Item, Directive, Depth) || Item <- items(Single, Report)],
    Format = lists:append([Part || {Part, _} <- Pieces]),
    Terms = lists:append([Part || {_, Part} <- Pieces]),
    case maps:get(chars_limit, Config, unlimited) of
        unlimited -> io_lib:format(Format, Terms);
        Limit -> io_lib:format(Format, Terms, [{chars_limit, Limit}])
    end.

%% `~p` becomes the directive, with the depth after each term where there is one.
pieces({text, Text}, _, _) -> {"~ts", [Text]};
pieces({Format, Terms}, Directive, unlimited) -> {replaced(Format, Directive), Terms};
pieces({Format, Terms}, Directive, Depth) ->
    Limited = lists:droplast(Directive) ++ "P",
    {replaced(Format, Limited), lists:append([[Term, Depth] || Term <- Terms])}.

replaced("~p" ++ Rest, Directive) -> Directive ++ replaced(Rest, Directive);
replaced([Char | Rest], Directive) -> [Char | replaced(Rest, Directive)];
replaced([], _) -> [].

%%% Reports by label. The first argument says whether the text is to be one line.

items(false, #{label := {gen_server, terminate}, name := Name, last_message := Message, state := State, log := Log,
               reason := Reason, client_info := Client}) ->
    [{"** Generic server ~p terminating ~n** Last message in was ~p~n** When Server state == ~p~n"
      "** Reason for termination ==~n** ~p~n", [Name, Message, State, explained(Reason)]}] ++
        log_lines(Log) ++ client_lines(Client);
items(true, #{label := {gen_server, terminate}, name := Name, last_message := Message, state := State, log := Log,
              reason := Reason, client_info := Client}) ->
    [{"Generic server ~p terminating. Reason: ~p. Last message: ~p. State: ~p.",
      [Name, explained(Reason), Message, State]}] ++ log_sentence(Log) ++ client_sentence(Client);
items(Single, #{label := {Behaviour, no_handle_info}, module := Module, message := Message})
  when Behaviour =:= gen_server; Behaviour =:= gen_event; Behaviour =:= gen_fsm ->
    unhandled(Single, Module, Message);
items(false, #{label := {gen_event, terminate}, handler := Handler, name := Name, last_message := Message,
               state := State, reason := Reason}) ->
    [{"** gen_event handler ~p crashed.~n** Was installed in ~p~n** Last event was: ~p~n** When handler state == ~p~n"
      "** Reason == ~p~n", [Handler, Name, Message, State, without_exit(Reason)]}];
items(true, #{label := {gen_event, terminate}, handler := Handler, name := Name, last_message := Message,
              state := State, reason := Reason}) ->
    [{"Generic event handler ~p crashed. Installed: ~p. Last event: ~p. State: ~p. Reason: ~p.",
      [Handler, Name, Message, State, without_exit(Reason)]}];
items(Single, #{label := {gen_statem, terminate}} = Report) -> statem(Single, Report);
items(false, #{label := {gen_fsm, terminate}, name := Name, last_message := Message, state_name := StateName,
               state_data := Data, reason := Reason, log := Log, client_info := Client}) ->
    {Last, Terms} = last(Message),
    [{"** State machine ~p terminating ~n** Last " ++ Last ++ "~n** When State == ~p~n**      Data  == ~p~n"
      "** Reason for termination ==~n** ~p~n", [Name] ++ Terms ++ [StateName, Data, explained(Reason)]}] ++
        log_lines(Log) ++ client_lines(Client);
items(true, #{label := {gen_fsm, terminate}, name := Name, last_message := Message, state_name := StateName,
              state_data := Data, reason := Reason, log := Log, client_info := Client}) ->
    {Last, Terms} = last(Message),
    [{"State machine ~p terminating. Reason: ~p. Last " ++ Last ++ ". State: ~p. Data: ~p.",
      [Name, explained(Reason)] ++ Terms ++ [StateName, Data]}] ++ log_sentence(Log) ++ client_sentence(Client);
items(Single, #{label := {supervisor, progress}, report := Report}) ->
    Supervisor = value(supervisor, Report),
    Started = value(started, Report),
    case Single of
        true -> [{"Supervisor: ~p. ", [Supervisor]}, {text, "Started:"} | child(Started)];
        false -> [{"    supervisor: ~p~n    started: ~p~n", [Supervisor, Started]}]
    end;
items(false, #{label := {application_controller, progress}, report := Report}) ->
    [{"    application: ~p~n    started_at: ~p~n", [value(application, Report), value(started_at, Report)]}];
items(true, #{label := {application_controller, progress}, report := Report}) ->
    [{"Application: ~p. Started at: ~p.", [value(application, Report), value(started_at, Report)]}];
items(false, #{label := {application_controller, exit}, report := Report}) ->
    [{"    application: ~p~n    exited: ~p~n    type: ~p~n", [value(Key, Report) || Key <- [application, exited, type]]}];
items(true, #{label := {application_controller, exit}, report := Report}) ->
    [{"Application: ~p. Exited: ~p. Type: ~p.", [value(Key, Report) || Key <- [application, exited, type]]}];
items(false, #{label := {supervisor, _}, report := Report}) ->
    [{"    supervisor: ~p~n    errorContext: ~p~n    reason: ~p~n    offender: ~p~n",
      [value(Key, Report) || Key <- [supervisor, errorContext, reason, offender]]}];
items(true, #{label := {supervisor, _}, report := Report}) ->
    Offender = value(offender, Report),
    [{"Supervisor: ~p. Context: ~p. Reason: ~p. ", [value(Key, Report) || Key <- [supervisor, errorContext, reason]]},
     {text, "Offender:"} | child(Offender)].

unhandled(false, Module, Message) ->
    [{"** Undefined handle_info in ~p~n** Unhandled message: ~p~n", [Module, Message]}];
unhandled(true, Module, Message) ->
    [{"Undefined handle_info in ~p. Unhandled message: ~p.", [Module, Message]}].

value(Key, List) ->
    case lists:keyfind(Key, 1, List) of
        {_, Value} -> Value;
        false -> undefined
    end.

%% The short form of a child: how it is called and which process it is; a bridge's has no identity.
child(Child) ->
    Keys = child_keys(Child),
    Format = lists:append(lists:join(",", [atom_to_list(Key) ++ "=~p" || Key <- Keys])),
    [{" " ++ Format ++ ".", [value(Key, Child) || Key <- Keys]}].

child_keys(Child) ->
    case [lists:keymember(Key, 1, Child) || Key <- [id, pid, mod]] of
        [true, true, _] -> [id, pid];
        [true, false, _] -> [id, nb_children];
        [false, _, true] -> [pid, mod];
        [false, _, false] -> [pid, mfa]
    end.

%% A call of a function that does not exist: whose fault it is.
explained({undef, [{M, F, A, _} = Frame | Rest]} = Reason) when is_list(A) ->
    case {erlang:module_loaded(M), erlang:function_exported(M, F, length(A))} of
        {false, _} -> {'module could not be loaded', [Frame | Rest]};
        {true, false} -> {'function not exported', [Frame | Rest]};
        {true, true} -> Reason
    end;
explained(Reason) -> Reason.

without_exit({'EXIT', {undef, [_ | _]} = Reason}) -> explained(Reason);
without_exit({'EXIT', Reason}) -> Reason;
without_exit(Reason) -> Reason.

log_lines([]) -> [];
log_lines(Log) -> [{"** Log ==~n** ~p~n", [Log]}].

log_sentence([]) -> [];
log_sentence(Log) -> [{" Log: ~p", [Log]}].

client_lines(undefined) -> [];
client_lines({Pid, dead}) -> [{"** Client ~p is dead~n", [Pid]}];
client_lines({Pid, remote}) -> [{"** Client ~p is remote on node ~p~n", [Pid, node(Pid)]}];
client_lines({_, {Name, Stack}}) -> [{"** Client ~p stacktrace~n** ~p~n", [Name, Stack]}].

client_sentence(undefined) -> [];
client_sentence({Pid, dead}) -> [{" Client ~p is dead.", [Pid]}];
client_sentence({Pid, remote}) -> [{" Client ~p is remote on node ~p.", [Pid, node(Pid)]}];
client_sentence({_, {Name, Stack}}) ->
    [{" Client ~p stacktrace: ~p.", [Name, lists:sublist(Stack, ?CLIENT_FRAMES)]}].

%%% State machines

%% The last message of a machine of `gen_fsm`.
last({'$gen_event', Event}) -> {"event in was ~p", [Event]};
last({'$gen_sync_event', {From, _}, Event}) -> {"sync event in was ~p from ~p", [Event, From]};
last({'$gen_all_state_event', Event}) -> {"event in was ~p (for all states)", [Event]};
last({'$gen_sync_all_state_event', {From, _}, Event}) ->
    {"sync event in was ~p from ~p (for all states)", [Event, From]};
last({timeout, Timer, {'$gen_timer', Term}}) -> {"timer event in was ~p", [{timeout, Timer, Term}]};
last({timeout, _, {'$gen_event', Event}}) -> {"timer event in was ~p", [Event]};
last(Message) -> {"message in was ~p", [Message]}.

statem(true, #{name := Name, reason := {_, Reason, Stack}, queue := Queue, state := State, log := Log,
               client_info := Client}) ->
    [{"State machine ~p terminating. Reason: ~p.", [Name, Reason]}] ++
        [{" Stack: ~p.", [Stack]} || Stack =/= []] ++
        [{" Last event: ~p.", [hd(Queue)]} || Queue =/= []] ++
        [{" State: ~p.", [State]}] ++ [{" Log: ~p.", [Log]} || Log =/= []] ++ client_sentence(Client);
statem(false, #{name := Name, reason := {Class, Reason, Stack}, queue := Queue, postponed := Postponed,
                modules := Modules, callback_mode := Mode, state_enter := Enter, state := State, log := Log,
                timeouts := {Count, _} = Timeouts, client_info := Client}) ->
    [{"** State machine ~p terminating~n", [Name]}] ++
        [{"** Last event = ~p~n", [hd(Queue)]} || Queue =/= []] ++
        [{"** When server state  = ~p~n** Reason for termination = ~p:~p~n"
          "** Callback modules = ~p~n** Callback mode = ~p~n",
          [State, Class, Reason, Modules, mode(Mode, Enter)]}] ++
        [{"** Queued = ~p~n", [tl(Queue)]} || Queue =/= [], tl(Queue) =/= []] ++
        [{"** Postponed = ~p~n", [Postponed]} || Postponed =/= []] ++
        [{"** Stacktrace =~n**  ~p~n", [Stack]} || Stack =/= []] ++
        [{"** Time-outs: ~p~n", [Timeouts]} || Count > 0] ++
        [{"** Log =~n**  ~p~n", [Log]} || Log =/= []] ++
        client_lines(Client).

mode(Mode, true) -> [Mode, state_enter];
mode(Mode, false) -> Mode.
