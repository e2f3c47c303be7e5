%%% The process behind a port: it starts a program, hands on what that writes, and obeys the port's owner.
%%%
%%% What blocks is a job of the machine's whose answer is a message: one that reads is always under way, one that writes when
%%% there is something to write. Linked processes, the owner first of all, are monitored; the port sends them its exit signal
%%% when it closes. Requests of the functions of `erlang` are `{'$ask', From, Ref, Request}`.
-module(erlet_port).

-export([open/2, request/2]).
-export([begin_port/4]).

-record(spec, {kind, program, name, shown, args = [], folder = <<>>, variables = [], framing = stream, flags = 0, binary = false,
               status = false, eof = false}).
-record(state, {port, owner, links = #{}, number, os_pid, spec, reading, writing = none, waiting = none, queue = queue:new(), held = <<>>,
                input = 0, output = 0, data = undefined}).

-define(INPUT, 1).
-define(OUTPUT, 2).
-define(ERRORS_TOO, 4).

%%% What callers do

%% Opens a port; an error is thrown as {Reason, Cause}, without a cause when that is none.
-spec open(term(), term()) -> port().
open(Name, Options) ->
    erts_internal:is_sandboxed() andalso throw({'--sandbox', port}),
    Spec = named(Name, options(Options, #spec{kind = kind(Name)})),
    Flags = case Spec#spec.flags band (?INPUT bor ?OUTPUT) of
                0 -> Spec#spec.flags bor ?INPUT bor ?OUTPUT;
                _ -> Spec#spec.flags
            end,
    Ref = make_ref(),
    {Pid, Monitor} = spawn_monitor(?MODULE, begin_port, [self(), Ref, Spec#spec{flags = Flags}, group_leader()]),
    receive
        {Ref, Answer} ->
            erlang:demonitor(Monitor, [flush]),
            case Answer of
                {ok, Port} -> Port;
                {error, Reason} -> throw(Reason)
            end;
        {'DOWN', Monitor, process, Pid, _} -> throw(badarg)
    end.

%% Asks the process behind a port; closed when there is none.
-spec request(port(), term()) -> term().
request(Port, Request) ->
    case erts_internal:port_process(Port) of
        undefined -> closed;
        Pid ->
            case erlet_server:ask(Pid, Request) of
                {ok, Answer} -> Answer;
                {down, _} -> closed
            end
    end.

kind({spawn_executable, _}) -> spawn_executable;
kind(_) -> spawn.

named({spawn, Command}, Spec) ->
    Line = <<_, _/binary>> = text(Command),
    Spec#spec{program = <<"/bin/sh">>, name = <<"sh">>, shown = Line, args = [<<"-c">>, <<"exec ", Line/binary>>]};
named({spawn_executable, File}, #spec{name = Name} = Spec) ->
    Path = <<_, _/binary>> = text(File),
    case file:read_file_info(Path) of
        {ok, Info} ->
            element(8, Info) band 8#111 =/= 0 orelse throw(eacces),
            Spec#spec{program = absolute(Path), name = if Name =:= undefined -> Path; true -> Name end, shown = Path};
        {error, Reason} -> throw(Reason)
    end;
named({fd, In, Out}, Spec) when is_integer(In), In >= 0, In < 3, is_integer(Out), Out >= 0, Out < 3 ->
    Spec#spec{program = {In, Out}, shown = <<(integer_to_binary(In))/binary, $/, (integer_to_binary(Out))/binary>>};
named(Name, Spec) when is_atom(Name); is_list(Name), Name =/= "" ->
    File = text(Name),
    Spec#spec{program = file, shown = File};
named(_, _) -> throw(badarg).

%% A name without a slash would be looked for in PATH.
absolute(Path) ->
    case binary:match(Path, <<"/">>) of
        nomatch -> <<"./", Path/binary>>;
        _ -> Path
    end.

text(Atom) when is_atom(Atom) -> atom_to_binary(Atom);
text(Text) ->
    case unicode:characters_to_binary(Text) of
        Bytes when is_binary(Bytes) -> nomatch = binary:match(Bytes, <<0>>), Bytes;
        _ -> throw(badarg)
    end.

options([Option | Options], Spec) -> options(Options, option(Option, Spec));
options([], Spec) -> Spec;
options(_, _) -> throw(badopt).

option(stream, Spec) -> Spec#spec{framing = stream};
option({packet, Size}, Spec) when Size =:= 1; Size =:= 2; Size =:= 4 -> framing({packet, Size}, Spec);
option({line, Most}, Spec) when is_integer(Most), Most > 0 -> framing({line, Most}, Spec);
option({cd, Folder}, Spec) -> Spec#spec{folder = text(Folder)};
option({env, Variables}, Spec) when is_list(Variables) -> Spec#spec{variables = [variable(One) || One <- Variables]};
option({args, Args}, #spec{kind = spawn_executable} = Spec) when is_list(Args) -> Spec#spec{args = [text(Arg) || Arg <- Args]};
option({arg0, Name}, #spec{kind = spawn_executable} = Spec) -> Spec#spec{name = text(Name)};
option(exit_status, Spec) -> Spec#spec{status = true};
option(eof, Spec) -> Spec#spec{eof = true};
option(binary, Spec) -> Spec#spec{binary = true};
option(in, Spec) -> flag(?INPUT, Spec);
option(out, Spec) -> flag(?OUTPUT, Spec);
option(stderr_to_stdout, Spec) -> flag(?ERRORS_TOO, Spec);
option({parallelism, Bool}, Spec) when is_boolean(Bool) -> Spec;
option({busy_limits_port, _}, Spec) -> Spec;
option({busy_limits_msgq, _}, Spec) -> Spec;
option(Option, Spec) when Option =:= use_stdio; Option =:= hide; Option =:= overlapped_io -> Spec;
option(_, _) -> throw(badopt).

%% Packets and lines do not go together.
framing({Kind, _}, #spec{framing = {Other, _}}) when Kind =/= Other -> throw(badopt);
framing(Framing, Spec) -> Spec#spec{framing = Framing}.

flag(Flag, #spec{flags = Flags} = Spec) -> Spec#spec{flags = Flags bor Flag}.

variable({Name, false}) when is_list(Name) -> variable_name(Name);
variable({Name, Value}) when is_list(Name), is_list(Value) -> <<(variable_name(Name))/binary, "=", (text(Value))/binary>>;
variable(_) -> throw(badopt).

variable_name(Name) ->
    lists:member($=, Name) andalso throw(badopt),
    text(Name).

%%% The process

%% Starts the program, or takes the standard files that are there, and tells the opener.
-spec begin_port(pid(), reference(), #spec{}, pid()) -> ok.
begin_port(Owner, Ref, Spec, Leader) ->
    erts_internal:mark_system(),
    group_leader(Leader, self()),
    case Spec of
        #spec{program = {In, Out}} ->
            case now_answered(adopt, [In, Out]) of
                {ok, Number} -> loop(read(begun(Owner, Ref, #state{number = Number, spec = Spec})));
                {error, Reason} -> Owner ! {Ref, {error, Reason}}, ok
            end;
        #spec{program = file, shown = File, flags = Flags} ->
            case now_answered(open, [Flags, File]) of
                {ok, Number} -> loop(begun_file(begun(Owner, Ref, #state{number = Number, spec = Spec})));
                {error, Reason} -> Owner ! {Ref, {error, Reason}}, ok
            end;
        _ -> begin_program(Owner, Ref, Spec)
    end.

%% A file that is only written does not end.
begun_file(#state{spec = #spec{flags = Flags}} = State) when Flags band ?INPUT =:= 0 -> State#state{reading = none};
begun_file(State) -> read(State).

begin_program(Owner, Ref, Spec) ->
    #spec{program = Program, name = Name, args = Args, folder = Folder, variables = Variables, flags = Flags} = Spec,
    Job = [Flags, Folder, Program, Name, length(Args) | Args ++ Variables],
    case now_answered(start, Job) of
        {ok, Number, OsPid} ->
            loop(read(begun(Owner, Ref, #state{number = Number, os_pid = OsPid, spec = Spec})));
        {ended, Status} ->
            %% The program could not begin in its folder, or is none: the port ends as if that were its own status.
            ended(Status, begun(Owner, Ref, #state{number = 0, spec = Spec}));
        {error, Reason} ->
            Owner ! {Ref, {error, Reason}},
            ok
    end.

begun(Owner, Ref, State) ->
    Port = erts_internal:port_new(),
    Linked = linked_from_here(Owner, State#state{port = Port, owner = Owner}),
    Owner ! {Ref, {ok, Port}},
    Linked.

now_answered(Operation, Args) ->
    Ref = make_ref(),
    case erts_internal:child_job(Ref, Operation, Args) of
        wait -> receive {Ref, Answer} -> Answer end;
        {done, Answer} -> Answer
    end.

%% Has a job begun; its reference.
job(Operation, Args) ->
    Ref = make_ref(),
    case erts_internal:child_job(Ref, Operation, Args) of
        wait -> Ref;
        {done, Answer} ->
            self() ! {Ref, Answer},
            Ref
    end.

read(#state{number = Number, spec = #spec{flags = Flags}} = State) ->
    case Flags band ?INPUT of
        0 -> State#state{reading = none, waiting = job(wait, [Number])};
        _ -> State#state{reading = job(read, [Number])}
    end.

%% The machine, which process_info asks, knows of the links that processes make themselves.
linked_from_here(Pid, #state{port = Port} = State) ->
    erts_internal:port_linked(Port, Pid, true),
    linked(Pid, State).

linked(Pid, #state{links = Links} = State) ->
    case Links of
        #{Pid := _} -> State;
        #{} -> State#state{links = Links#{Pid => monitor(process, Pid)}}
    end.

unlinked(Pid, #state{links = Links} = State) ->
    case maps:take(Pid, Links) of
        {Monitor, Left} ->
            demonitor(Monitor, [flush]),
            State#state{links = Left};
        error -> State
    end.

loop(#state{port = Port, owner = Owner, reading = Reading, writing = Writing, waiting = Waiting} = State) ->
    receive
        {Ref, Data} when Ref =:= Reading -> heard(Data, State);
        {Ref, Answer} when Ref =:= Writing -> written(Answer, State#state{writing = none});
        {Ref, Status} when Ref =:= Waiting -> ended(Status, State#state{waiting = none});
        {Owner, {command, Data}} ->
            case command(Data, State) of
                {ok, Next} -> loop(Next);
                too_long -> close(einval, State);
                error ->
                    erts_internal:port_exit(Port, Owner, badsig),
                    loop(State)
            end;
        {Owner, close} ->
            close(normal, State),
            Owner ! {Port, closed};
        {Owner, {connect, New}} when is_pid(New) ->
            Owner ! {Port, connected},
            loop(State#state{owner = New});
        {'$ask', From, Ref, Request} -> requested(Request, From, Ref, State);
        {'$link', Pid} -> loop(linked(Pid, State));
        {'$unlink', Pid} -> loop(unlinked(Pid, State));
        {'$exit', Pid, normal} when Pid =/= Owner -> loop(State);
        {'$exit', _, kill} -> close(killed, State);
        {'$exit', _, Reason} -> close(Reason, State);
        {'DOWN', _, process, Owner, Reason} -> close(Reason, State);
        {'DOWN', _, process, Pid, Reason} ->
            erts_internal:port_linked(Port, Pid, false),
            Left = State#state{links = maps:remove(Pid, State#state.links)},
            case Reason of
                normal -> loop(Left);
                _ -> close(Reason, Left)
            end;
        _ ->
            erts_internal:port_exit(Port, Owner, badsig),
            loop(State)
    end.

%%% What the program writes

heard(eof, #state{spec = Spec, number = Number} = State) ->
    Done = State#state{reading = none},
    case Spec#spec.status of
        true -> loop(Done#state{waiting = job(wait, [Number])});
        false -> finished(Done)
    end;
heard(Bytes, #state{held = Held, input = Input, spec = #spec{framing = Framing}} = State) when is_binary(Bytes) ->
    Rest = framed(Framing, <<Held/binary, Bytes/binary>>, State),
    loop(read(State#state{held = Rest, input = Input + byte_size(Bytes)})).

ended(Status, #state{spec = #spec{status = Wanted}} = State) ->
    Wanted andalso tell({exit_status, Status}, State),
    finished(State).

%% The rest of a line comes after the program's status.
finished(#state{held = Held, spec = #spec{framing = {line, _}} = Spec} = State) when Held =/= <<>> ->
    tell({data, {noeol, shown(Held, Spec)}}, State),
    finished(State#state{held = <<>>});
finished(#state{spec = #spec{eof = true}} = State) ->
    tell(eof, State),
    loop(State);
finished(State) -> close(normal, State).

tell(What, #state{port = Port, owner = Owner}) -> Owner ! {Port, What}.

shown(Bytes, #spec{binary = true}) -> Bytes;
shown(Bytes, _) -> binary_to_list(Bytes).

%% Hands on all complete pieces; what is left.
framed(stream, Bytes, #state{spec = Spec} = State) ->
    tell({data, shown(Bytes, Spec)}, State),
    <<>>;
framed({packet, Size} = Framing, Bytes, #state{spec = Spec} = State) ->
    case Bytes of
        <<Length:Size/unit:8, Packet:Length/binary, Rest/binary>> ->
            tell({data, shown(Packet, Spec)}, State),
            framed(Framing, Rest, State);
        _ -> Bytes
    end;
framed({line, Most} = Framing, Bytes, #state{spec = Spec} = State) ->
    case binary:match(Bytes, <<"\n">>, [{scope, {0, min(Most + 1, byte_size(Bytes))}}]) of
        {At, 1} ->
            <<Line:At/binary, _, Rest/binary>> = Bytes,
            tell({data, {eol, shown(Line, Spec)}}, State),
            framed(Framing, Rest, State);
        nomatch when byte_size(Bytes) > Most ->
            <<Part:Most/binary, Rest/binary>> = Bytes,
            tell({data, {noeol, shown(Part, Spec)}}, State),
            framed(Framing, Rest, State);
        nomatch -> Bytes
    end.

%%% What the owner wants

%% Puts data into the queue of what the program shall read.
command(Data, #state{queue = Queue, spec = #spec{framing = Framing}} = State) ->
    try iolist_to_binary(Data) of
        Bytes ->
            case packed(Framing, Bytes) of
                too_long -> too_long;
                Packed -> {ok, write(State#state{queue = queue:in(Packed, Queue)})}
            end
    catch
        error:_ -> error
    end.

packed({packet, Size}, Bytes) when byte_size(Bytes) bsr (8 * Size) =/= 0 -> too_long;
packed({packet, Size}, Bytes) -> <<(byte_size(Bytes)):Size/unit:8, Bytes/binary>>;
packed(_, Bytes) -> Bytes.

write(#state{writing = none, queue = Queue, number = Number, output = Output} = State) ->
    case queue:out(Queue) of
        {{value, Bytes}, Rest} ->
            State#state{writing = job(write, [Number, Bytes]), queue = Rest, output = Output + byte_size(Bytes)};
        {empty, _} -> State
    end;
write(State) -> State.

written(ok, State) -> loop(write(State));
written({error, Reason}, State) -> close(Reason, State).

requested({command, Data}, From, Ref, #state{spec = #spec{program = file, flags = Flags}} = State)
  when Flags band ?OUTPUT =:= 0 ->
    %% As in OTP nobody is told that the file is only read.
    From ! {Ref, try iolist_size(Data) of _ -> true catch error:badarg -> badarg end},
    loop(State);
requested({command, Data}, From, Ref, #state{spec = #spec{flags = Flags}} = State) ->
    case Flags band ?OUTPUT =/= 0 andalso command(Data, State) of
        {ok, Next} ->
            From ! {Ref, true},
            loop(Next);
        too_long ->
            %% Nothing can say its length: the port ends.
            From ! {Ref, true},
            close(einval, State);
        _ ->
            From ! {Ref, badarg},
            loop(State)
    end;
requested(close, From, Ref, State) ->
    close(normal, State),
    From ! {Ref, true};
requested({connect, Pid}, From, Ref, State) ->
    Connected = linked_from_here(Pid, State),
    From ! {Ref, true},
    loop(Connected#state{owner = Pid});
requested({set_data, Data}, From, Ref, State) ->
    From ! {Ref, true},
    loop(State#state{data = Data});
requested(get_data, From, Ref, #state{data = Data} = State) ->
    From ! {Ref, {data, Data}},
    loop(State);
requested(info, From, Ref, #state{spec = #spec{shown = Shown}} = State) ->
    Info = [{name, unicode:characters_to_list(Shown)}, {links, lists:sort(maps:keys(State#state.links))},
            {id, State#state.number * 8}, {connected, State#state.owner}, {input, State#state.input},
            {output, State#state.output}, {os_pid, State#state.os_pid}],
    From ! {Ref, Info},
    loop(State).

%% The end: the exit signal to all that are linked. What waits to be written is written before.
close(Reason, #state{port = Port, links = Links, number = Number} = State) ->
    Reason =:= normal andalso flush(State),
    erts_internal:port_gone(Port),
    erts_internal:child_close(Number),
    [erts_internal:port_exit(Port, Pid, Reason) || Pid <- lists:sort(maps:keys(Links))],
    ok.

flush(#state{writing = none}) -> ok;
flush(#state{writing = Ref} = State) ->
    receive
        {Ref, ok} -> flush(write(State#state{writing = none}));
        {Ref, _} -> ok
    after 5000 -> ok
    end.
