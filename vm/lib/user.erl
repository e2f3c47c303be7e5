%%% The machine's I/O servers: `user` for standard input and output, `standard_error` for the other output.
%%%
%%% Output is answered at once, even while a line of input is awaited; requests for input wait in a queue.
-module(user).

-export([start/0, init/1]).

%% `port` is 1 or 2; `encoding` what its bytes are; `buffer` the input read and not used, as UTF-8; `waiting` the reference of the line asked for, or `prompt`;
%% `jobs` what waits for input: `{From, ReplyAs, Requests, Step}`, `Step` being how far the first request is.
-record(state, {port, binary = false, encoding = unicode, buffer = <<>>, waiting = none, jobs = []}).

%% Starts both servers and registers them; the pid of `user`.
-spec start() -> pid().
start() ->
    Error = spawn(fun() -> init(2) end),
    register(standard_error, Error),
    User = spawn(fun() -> init(1) end),
    register(user, User),
    User.

%% Serves standard output (1) or standard error (2); the machine starts both so.
-spec init(1 | 2) -> no_return().
init(Port) ->
    process_flag(trap_exit, true),
    group_leader(self(), self()),
    loop(#state{port = Port}).

loop(#state{waiting = Waiting} = State) ->
    receive
        {io_request, From, ReplyAs, Request} when is_pid(From) -> loop(requested(From, ReplyAs, Request, State));
        {Waiting, Line} when is_reference(Waiting) -> loop(arrived(in_utf8(Line, State), State#state{waiting = none}));
        {erlet_shell, line, Line} when Waiting =:= prompt -> loop(arrived(Line, State#state{waiting = none}));
        {erlet_shell, forget, From} -> loop(forget(From, State));
        _ -> loop(State)
    end.

%%% Requests

requested(From, ReplyAs, {requests, Requests}, State) when is_list(Requests) ->
    run(From, ReplyAs, flat(Requests), ok, State);
requested(From, ReplyAs, Request, State) ->
    run(From, ReplyAs, [Request], ok, State).

flat([{requests, More} | Rest]) when is_list(More) -> flat(More) ++ flat(Rest);
flat([Request | Rest]) -> [Request | flat(Rest)];
flat([]) -> [].

%% Does one request after the other; an error ends them.
run(From, ReplyAs, [], Reply, State) -> reply(From, ReplyAs, Reply, State);
run(From, ReplyAs, [Request | Rest] = Requests, _, State) ->
    case perform(Request, State) of
        input -> enqueue({From, ReplyAs, Requests, new}, State);
        {{error, _} = Error, State1} -> reply(From, ReplyAs, Error, State1);
        {Reply, State1} -> run(From, ReplyAs, Rest, Reply, State1)
    end.

reply(From, ReplyAs, Reply, State) ->
    From ! {io_reply, ReplyAs, Reply},
    State.

perform({put_chars, Encoding, Chars}, State) -> {put(Encoding, Chars, State), State};
perform({put_chars, Chars}, State) -> {put(latin1, Chars, State), State};
perform({put_chars, Encoding, Module, Function, Args}, State) ->
    {put_result(Encoding, Module, Function, Args, State), State};
perform({put_chars, Module, Function, Args}, State) ->
    {put_result(latin1, Module, Function, Args, State), State};
perform({setopts, Options}, State) when is_list(Options) -> set_options(Options, State);
perform(getopts, State) -> {options(State), State};
perform({get_geometry, What}, #state{port = Port} = State) ->
    case erts_internal:terminal_size(Port) of
        {Columns, _} when What =:= columns -> {Columns, State};
        {_, Rows} when What =:= rows -> {Rows, State};
        _ -> {{error, enotsup}, State}
    end;
perform(Request, #state{port = 1} = State) ->
    case input(Request) of
        none -> {{error, {request, Request}}, State};
        _ -> input
    end;
perform(Request, State) -> {{error, {request, Request}}, State}.

put(From, Chars, #state{port = Port, encoding = Encoding}) ->
    try encoded(Chars, From, Encoding) of
        Text when is_binary(Text) ->
            erts_internal:put_output(Port, Text),
            ok;
        _ ->
            {error, put_chars}
    catch
        error:_ -> {error, put_chars}
    end.

%% Characters that Latin-1 does not have are written by their numbers.
encoded(Chars, From, Encoding) ->
    case unicode:characters_to_binary(Chars, From, Encoding) of
        Text when is_binary(Text) -> Text;
        _ when Encoding =:= latin1 -> iolist_to_binary([by_number(Char) || Char <- unicode:characters_to_list(Chars, From)]);
        Wrong -> Wrong
    end.

by_number(Char) when Char > 255 -> io_lib:format("\\x{~.16B}", [Char]);
by_number(Char) -> Char.

put_result(Encoding, Module, Function, Args, State) ->
    try apply(Module, Function, Args) of
        Chars -> put(Encoding, Chars, State)
    catch
        _:_ -> {error, put_chars}
    end.

options(#state{port = 1, binary = Binary, encoding = Encoding}) -> [{binary, Binary}, {encoding, Encoding}];
options(#state{encoding = Encoding}) -> [{encoding, Encoding}].

%% All options are set, or none.
set_options(Options, State) ->
    try lists:foldl(fun set_option/2, State, Options) of
        #state{port = Port, encoding = Encoding} = State1 ->
            Port =:= 1 andalso erts_internal:direct_output(Encoding =:= unicode),
            {ok, State1}
    catch
        throw:enotsup -> {{error, enotsup}, State}
    end.

set_option(binary, #state{port = 1} = State) -> State#state{binary = true};
set_option(list, #state{port = 1} = State) -> State#state{binary = false};
set_option({binary, Value}, #state{port = 1} = State) when is_boolean(Value) -> State#state{binary = Value};
set_option({list, Value}, #state{port = 1} = State) when is_boolean(Value) -> State#state{binary = not Value};
set_option({encoding, Encoding}, State) when Encoding =:= unicode; Encoding =:= latin1 -> State#state{encoding = Encoding};
set_option({encoding, utf8}, State) -> State#state{encoding = unicode};
set_option(_, _) -> throw(enotsup).

%%% Input

%% What a request for input is: its prompt, its encoding and what it reads.
input({get_line, Prompt}) -> {Prompt, latin1, line};
input({get_line, Encoding, Prompt}) -> {Prompt, Encoding, line};
input({get_chars, Prompt, Count}) -> {Prompt, latin1, {chars, Count}};
input({get_chars, Encoding, Prompt, Count}) -> {Prompt, Encoding, {chars, Count}};
input({get_until, Prompt, Module, Function, Args}) -> {Prompt, latin1, {until, Module, Function, Args}};
input({get_until, Encoding, Prompt, Module, Function, Args}) -> {Prompt, Encoding, {until, Module, Function, Args}};
input(_) -> none.

enqueue(Job, #state{jobs = Jobs, waiting = none} = State) -> serve(State#state{jobs = Jobs ++ [Job]});
enqueue(Job, #state{jobs = Jobs} = State) -> State#state{jobs = Jobs ++ [Job]}.

%% Goes on with the first job.
serve(#state{jobs = []} = State) -> State;
serve(#state{jobs = [{From, ReplyAs, [Request | Rest], new} | Jobs]} = State) ->
    {Prompt, _, Kind} = input(Request),
    put(unicode, io_lib:format_prompt(Prompt, unicode), State),
    Step = case Kind of
               line -> <<>>;
               {chars, Count} -> {Count, []};
               {until, _, _, _} -> []
           end,
    serve(State#state{jobs = [{From, ReplyAs, [Request | Rest], {step, Step}} | Jobs]});
serve(#state{buffer = <<>>, jobs = [{_, _, [Request | _], {step, Step}} | _]} = State) ->
    case input(Request) of
        {_, _, {chars, 0}} -> take([], Step, State);
        _ -> ask_line(State)
    end;
serve(#state{buffer = Buffer, jobs = [{_, _, _, {step, Step}} | _]} = State) ->
    take(Buffer, Step, State#state{buffer = <<>>}).

%% The prompt edits the line, where there is one.
ask_line(#state{jobs = [{From, _, _, _} | _]} = State) ->
    case erts_internal:shell_reply([read | reader(From, whereis(erlet_shell))]) of
        true -> State#state{waiting = prompt};
        false ->
            Reference = make_ref(),
            erts_internal:read_input(Reference),
            State#state{waiting = Reference}
    end.

%% Whom the prompt names: not the process that evaluates what is entered.
reader(_, undefined) -> [];
reader(From, Shell) ->
    case process_info(From, parent) of
        {parent, Shell} -> [];
        _ -> [unicode:characters_to_list(erlet_view:pid(From))]
    end.

%% The buffer holds UTF-8. What is said to be that stays as it is.
in_utf8(Line, #state{encoding = latin1}) when is_binary(Line) -> unicode:characters_to_binary(Line, latin1);
in_utf8(Line, _) -> Line.

%% A line or the end of the input has come.
arrived(_, #state{jobs = []} = State) -> State;
arrived(Line, #state{jobs = [{_, _, _, {step, Step}} | _]} = State) -> take(Line, Step, State);
%% Its reader was interrupted.
arrived(eof, State) -> serve(State);
arrived(Line, State) -> serve(State#state{buffer = Line}).

%% A process was interrupted: it does not read any more.
forget(From, #state{jobs = Jobs} = State) -> State#state{jobs = [Job || {Reader, _, _, _} = Job <- Jobs, Reader =/= From]}.

%% Gives input to the first job, which is done with it or wants more.
take(Input, Step, #state{jobs = [{From, ReplyAs, [Request | Rest], _} | Jobs]} = State) ->
    {_, Encoding, Kind} = input(Request),
    case step(Kind, Step, Input) of
        {more, Step1} ->
            serve(State#state{jobs = [{From, ReplyAs, [Request | Rest], {step, Step1}} | Jobs]});
        {done, Result, Left} ->
            State1 = State#state{jobs = Jobs, buffer = Left},
            serve(finished(From, ReplyAs, Rest, result(Result, Encoding, State), State1))
    end.

finished(From, ReplyAs, _, {error, _} = Error, State) -> reply(From, ReplyAs, Error, State);
finished(From, ReplyAs, [], Reply, State) -> reply(From, ReplyAs, Reply, State);
finished(From, ReplyAs, Requests, _, #state{jobs = Jobs} = State) ->
    %% What follows in the same request comes before the jobs that wait.
    #state{jobs = Own} = State1 = run(From, ReplyAs, Requests, ok, State#state{jobs = [], waiting = busy}),
    State1#state{jobs = Own ++ Jobs, waiting = none}.

%% One step of reading: `{done, Result, RestOfInput}` or `{more, Step}`.
step(line, <<>>, eof) -> {done, eof, <<>>};
step(line, Line, eof) -> {done, {text, Line}, <<>>};
step(line, Before, Input) ->
    case binary:split(Input, <<"\n">>) of
        [Line, Rest] -> {done, {text, <<Before/binary, Line/binary, "\n">>}, Rest};
        [_] -> {more, <<Before/binary, Input/binary>>}
    end;
step({chars, _}, {0, []}, Input) -> {done, {text, <<>>}, unread(Input)};
step({chars, _}, {_, []}, eof) -> {done, eof, <<>>};
step({chars, _}, {_, Taken}, eof) -> {done, {text, lists:reverse(Taken)}, <<>>};
step({chars, _}, {Count, Taken}, Input) -> take_chars(decoded(Input), Count, Taken);
step({until, Module, Function, Args}, Continuation, Input) ->
    Chars = case Input of
                eof -> eof;
                _ -> decoded(Input)
            end,
    try apply(Module, Function, [Continuation, Chars | Args]) of
        {done, Result, Rest} -> {done, {value, Result}, unread(Rest)};
        {more, Continuation1} when Input =/= eof -> {more, Continuation1};
        _ -> {done, {value, {error, Function}}, <<>>}
    catch
        _:_ -> {done, {value, {error, Function}}, <<>>}
    end.

take_chars(Chars, 0, Taken) -> {done, {text, lists:reverse(Taken)}, unread(Chars)};
take_chars([], Count, Taken) -> {more, {Count, Taken}};
take_chars([Char | Chars], Count, Taken) -> take_chars(Chars, Count - 1, [Char | Taken]).

decoded(Input) ->
    case unicode:characters_to_list(Input) of
        Chars when is_list(Chars) -> Chars;
        _ -> binary_to_list(Input)
    end.

unread(eof) -> <<>>;
unread([]) -> <<>>;
unread(Chars) when is_binary(Chars) -> Chars;
unread(Chars) -> unicode:characters_to_binary(Chars).

%% What is answered: text as characters or as a binary.
result(eof, _, _) -> eof;
result({value, Value}, _, _) -> Value;
result({text, Text}, unicode, #state{binary = true}) -> unicode:characters_to_binary(Text);
result({text, Text}, unicode, _) when is_binary(Text) -> decoded(Text);
result({text, Text}, unicode, _) -> Text;
result({text, Text}, latin1, #state{binary = Binary}) ->
    case unicode:characters_to_binary(Text, unicode, latin1) of
        Bytes when not is_binary(Bytes) -> {error, {no_translation, unicode, latin1}};
        Bytes when Binary -> Bytes;
        Bytes -> binary_to_list(Bytes)
    end;
result(_, Encoding, _) -> {error, {request, Encoding}}.
