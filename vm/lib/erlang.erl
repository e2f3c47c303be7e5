%%% The Erlang half of the module `erlang`: what asks other processes and waits for their answers.
-module(erlang).
-compile({no_auto_import, [is_process_alive/1, garbage_collect/1, check_process_code/2, date/0, is_record/2,
                           is_record/3, nodes/2, monitor_node/2, load_module/2]}).
%% Seconds from 1 March of the year 0 to 1 January 1970.
-define(EPOCH, 719468 * 86400).
%% The reference of a spawn request, or an error of the function with these arguments.
%% The error of a built-in function for arguments that it does not take; Cause says more.
-define(BADARG(Args), error(badarg, Args, [{error_info, #{module => erl_erts_errors}}])).
-define(BADARG(Args, Cause), error(badarg, Args, [{error_info, #{cause => Cause, module => erl_erts_errors}}])).
-define(REQUESTED(Request, Args),
        case Request of
            badarg -> ?BADARG(Args);
            badopt -> ?BADARG(Args, badopt);
            Ref -> Ref
        end).

-export([process_info/1, process_info/2, is_process_alive/1, garbage_collect/1, garbage_collect/2]).
-export([suspend_process/1, suspend_process/2, resume_process/1]).
-export([check_process_code/2, check_process_code/3, purge_module/1, decode_packet/3]).
-export([phash/2, process_flag/3]).
-export([spawn/2, spawn/4, spawn_link/2, spawn_link/4, spawn_monitor/2, spawn_monitor/4, spawn_opt/3, spawn_opt/5]).
-export([universaltime_to_posixtime/1, posixtime_to_universaltime/1, localtime_to_universaltime/2]).
-export([spawn_request/1, spawn_request/2, spawn_request/3, spawn_request/4, spawn_request/5]).
-export([spawn_request_abandon/1]).
-export([localtime_to_universaltime/1, universaltime_to_localtime/1]).
-export([is_record/2, is_record/3, send_nosuspend/3, nodes/2, monitor_node/2, monitor_node/3]).
-export([system_monitor/0, system_monitor/1, system_monitor/2, system_profile/0, system_profile/2]).
-export([trace_info/2, trace_delivered/1, seq_trace/2, seq_trace_info/1, load_module/2, get_cookie/1, set_cookie/1]).
-export([open_port/2, port_close/1, port_command/2, port_command/3, port_connect/2, port_control/3, port_call/2, port_call/3]).
-export([port_info/1, port_info/2, port_get_data/1, port_set_data/2]).
-export([match_spec_test/3, load_nif/2, trace/3, trace_pattern/2, trace_pattern/3, get_cookie/0, set_cookie/2, disconnect_node/1]).
-export([dist_ctrl_get_data/1, dist_ctrl_get_data_notification/1, dist_ctrl_get_opt/2, dist_ctrl_set_opt/3]).
-export([dist_ctrl_put_data/2, dist_ctrl_input_handler/2, dist_get_stat/1]).
-export([seq_trace_print/1, seq_trace_print/2, process_display/2]).

%% What is known of a process: a list of pairs; undefined when it is gone. Fails with badarg for what is no pid.
%% > proplists:get_value(message_queue_len, process_info(self())).
%% 0
%% > process_info(whereis).
%% ** error:badarg
-spec process_info(pid()) -> [tuple()] | undefined.
process_info(Pid) when is_pid(Pid), node(Pid) =:= node() ->
    case process_info_of(Pid, erts_internal:default_info()) of
        undefined -> undefined;
        Items -> [Item || Item <- Items, Item =/= {registered_name, []}]
    end;
process_info(Pid) -> ?BADARG([Pid]).

%% One item, or a list of items, of what is known of a process. Items: status, links, monitors, dictionary, messages,
%% memory, current_stacktrace, group_leader and others. undefined when it is gone; fails with badarg for another item.
%% > process_info(self(), message_queue_len).
%% {message_queue_len,0}
%% > put(colour, red), process_info(self(), dictionary).
%% {dictionary,[{colour,red}]}
%% > process_info(self(), weather).
%% ** error:badarg
-spec process_info(pid(), atom() | [atom()] | tuple()) -> term().
process_info(Pid, Items) when is_pid(Pid), node(Pid) =:= node() ->
    try process_info_of(Pid, Items)
    catch error:badarg -> ?BADARG([Pid, Items])
    end;
process_info(Pid, Items) -> ?BADARG([Pid, Items]).

process_info_of(Pid, Items) when Pid =:= self() -> erts_internal:own_info(Items);
process_info_of(Pid, Items) ->
    %% An unknown item is an error here, before anybody is asked.
    _ = erts_internal:own_info(Items),
    ask(info, Pid, Items).

%% A number from 1 to a range, the same for the same term in every version of OTP.
%% > erlang:phash(hello, 100).
%% 28
-spec phash(term(), 1..4294967296) -> pos_integer().
phash(Term, Range) when is_integer(Range), Range >= 1, Range =< 1 bsl 32 -> erlet_hash:hash(Term) rem Range + 1;
phash(Term, Range) -> ?BADARG([Term, Range]).

%% Whether a process is alive once all signals have reached it that were sent to it before.
%% > is_process_alive(self()).
%% true
%% > {P, R} = spawn_monitor(fun() -> ok end), receive {'DOWN', R, _, _, _} -> is_process_alive(P) end.
%% false
%% > is_process_alive(init).
%% ** error:badarg
-spec is_process_alive(pid()) -> boolean().
is_process_alive(Pid) when is_pid(Pid), node(Pid) =:= node() ->
    case erts_internal:seems_alive(Pid) of
        unknown -> ask(info, Pid, status) =/= undefined;
        Known -> Known
    end;
is_process_alive(Pid) -> ?BADARG([Pid]).

%% Asks a process, and waits for its answer.
ask(Kind, Pid, Question) ->
    Ref = erts_internal:ask(Kind, Pid, Question),
    receive {Ref, Answer} -> Answer end.

%% Lets a process collect its garbage; false when it is gone.
%% > garbage_collect(self()).
%% true
%% > garbage_collect(init).
%% ** error:badarg
-spec garbage_collect(pid()) -> boolean().
garbage_collect(Pid) when Pid =:= self() -> garbage_collect();
garbage_collect(Pid) when is_pid(Pid), node(Pid) =:= node() -> ask(collect, Pid, []);
garbage_collect(Pid) -> ?BADARG([Pid]).

%% As garbage_collect/1. Option {async, Id} gives async, and the answer comes as a message {garbage_collect, Id,
%% Answer}; {type, major | minor} changes nothing. Fails with badarg for another option.
%% > garbage_collect(self(), [{async, x}]), receive {garbage_collect, x, Answer} -> Answer end.
%% true
%% > garbage_collect(self(), [soon]).
%% ** error:badarg
-spec garbage_collect(pid(), [tuple()]) -> boolean() | async.
garbage_collect(Pid, Options) ->
    case are_options(Options, fun is_collect_option/1) of
        true ->
            case is_pid(Pid) andalso [Type || {type, Type} <- Options] -- [major, minor] of
                [] -> answer_later(garbage_collect, garbage_collect(Pid), Options);
                _ -> ?BADARG([Pid, Options])
            end;
        false -> ?BADARG([Pid, Options], bad_option)
    end.

is_collect_option({async, _}) -> true;
is_collect_option({type, _}) -> true;
is_collect_option(_) -> false.

are_options(Options, IsOption) -> is_proper(Options) andalso lists:all(IsOption, Options).

%% An answer, or async when it is to be a message; the last option counts.
answer_later(Tag, Answer, Options) ->
    case lists:keyfind(async, 1, lists:reverse(Options)) of
        {async, Id} ->
            self() ! {Tag, Id, Answer},
            async;
        false -> Answer
    end.

%% Stops a process from running until it is resumed as often as it was suspended, or the one that suspended it ends.
%% Fails with badarg for the caller itself and for a process that has ended.
%% > erlang:suspend_process(self()).
%% ** error:badarg
%% > P = spawn(fun() -> receive stop -> ok end end), erlang:suspend_process(P), process_info(P, status).
%% {status,suspended}
-spec suspend_process(pid()) -> true.
suspend_process(Pid) ->
    try suspend_process(Pid, [])
    catch error:badarg -> ?BADARG([Pid])
    end.

%% As suspend_process/1. Option unless_suspending: only when the caller has not suspended it already, which the value
%% says; asynchronous does not wait, {asynchronous, Tag} asks for the answer as a message, {Tag, suspended} or {Tag,
%% badarg}.
%% > P = spawn(fun() -> receive stop -> ok end end), [erlang:suspend_process(P, [unless_suspending]) || _ <- [1, 2]].
%% [true,false]
%% > P = spawn(fun() -> receive stop -> ok end end), erlang:suspend_process(P, [{asynchronous, asked}]),
%%   receive {asked, Answer} -> Answer end.
%% suspended
-spec suspend_process(pid(), [unless_suspending | asynchronous | tuple()]) -> boolean().
suspend_process(Pid, Options) ->
    case are_options(Options, fun is_suspend_option/1) of
        true when is_pid(Pid), Pid =/= self() ->
            Again = lists:member(unless_suspending, Options) andalso erts_internal:is_suspending(Pid) > 0,
            %% The dead are not counted.
            Suspended = Again orelse ask(suspend, Pid, []) orelse ask(resume, Pid, []),
            answer_suspend(Suspended, lists:reverse(Options)) orelse ?BADARG([Pid, Options]),
            not Again;
        false when is_pid(Pid), Pid =/= self() -> ?BADARG([Pid, Options], badopt);
        _ -> ?BADARG([Pid, Options])
    end.

is_suspend_option(unless_suspending) -> true;
is_suspend_option(asynchronous) -> true;
is_suspend_option({asynchronous, _}) -> true;
is_suspend_option(_) -> false.

%% Whether the caller is content: who does not wait for the answer is.
answer_suspend(Suspended, Options) ->
    case lists:keyfind(asynchronous, 1, Options) of
        {asynchronous, Tag} ->
            self() ! {Tag, case Suspended of true -> suspended; false -> badarg end},
            true;
        false -> Suspended orelse lists:member(asynchronous, Options)
    end.

%% Lets a process run again that the caller has suspended. Fails with badarg when it has not.
%% > P = spawn(fun() -> receive stop -> ok end end), erlang:suspend_process(P), erlang:resume_process(P).
%% true
%% > erlang:resume_process(spawn(fun() -> ok end)).
%% ** error:badarg
-spec resume_process(pid()) -> true.
resume_process(Pid) ->
    is_pid(Pid) andalso erts_internal:is_suspending(Pid) > 0 andalso ask(resume, Pid, []) orelse ?BADARG([Pid]).

%% Whether a process runs old code of a module, or has funs of it. Fails with badarg when the pid is none of this node.
%% > check_process_code(self(), lists).
%% false
%% > check_process_code(self(), "lists").
%% ** error:badarg
-spec check_process_code(pid(), module()) -> boolean().
check_process_code(Pid, Module) when is_pid(Pid), node(Pid) =:= node(), is_atom(Module) -> ask(check_code, Pid, Module);
check_process_code(Pid, Module) -> ?BADARG([Pid, Module]).

%% As check_process_code/2. Option {async, Id} gives async, and the answer comes as a message. {allow_gc, Flag}
%% changes nothing.
%% > erlang:check_process_code(self(), lists, [{async, x}]), receive {check_process_code, x, Answer} -> Answer end.
%% false
-spec check_process_code(pid(), module(), [tuple()]) -> boolean() | async.
check_process_code(Pid, Module, Options) ->
    case are_options(Options, fun is_check_option/1) of
        true when is_pid(Pid), is_atom(Module) ->
            answer_later(check_process_code, check_process_code(Pid, Module), Options);
        true -> ?BADARG([Pid, Module, Options]);
        false -> ?BADARG([Pid, Module, Options], bad_option)
    end.

is_check_option({async, _}) -> true;
is_check_option({allow_gc, Flag}) -> is_boolean(Flag);
is_check_option(_) -> false.

%% Removes the old code of a module, whoever may still run it; `code:purge/1` ends those before. Fails with badarg when
%% there is no old code.
%% > erlang:purge_module(lists).
%% ** error:badarg
-spec purge_module(module()) -> true.
purge_module(Module) ->
    (is_atom(Module) andalso erts_internal:drop_old(Module))
        orelse ?BADARG([Module]).

%% The first packet of some bytes, by the rules of a protocol. Protocols: raw, 1, 2 or 4 (bytes of its length), line,
%% http, http_bin, httph, asn1, cdr, fcgi, tpkt and others. `{more, Size}` when it is not whole, `{error, Reason}`
%% when it is wrong. Fails with badarg for another protocol or option.
%% > erlang:decode_packet(line, <<"one\ntwo">>, []).
%% {ok,<<"one\n">>,<<"two">>}
%% > erlang:decode_packet(2, <<0, 3, "abcd">>, []).
%% {ok,<<"abc">>,<<"d">>}
%% > erlang:decode_packet(4, <<0, 0, 0, 9, "abc">>, []).
%% {more,13}
%% > erlang:decode_packet(http_bin, <<"GET / HTTP/1.1\r\n">>, []).
%% {ok,{http_request,'GET',{abs_path,<<"/">>},{1,1}},<<>>}
-spec decode_packet(atom() | 0 | 1 | 2 | 4, binary(), [tuple()]) ->
          {ok, term(), binary()} | {more, pos_integer() | undefined} | {error, term()}.
decode_packet(Type, Bytes, Options) ->
    Known = is_proper(Options) andalso lists:all(fun(Option) -> is_packet_option(Type, Option) end, Options),
    case Known andalso is_bitstring(Bytes) andalso erlet_packet:decode(Type, Bytes, Options) of
        false ->
            case is_list(Options) andalso erlet_packet:decode(Type, <<>>, []) of
                badopt -> ?BADARG([Type, Bytes, Options], badopt);
                _ -> ?BADARG([Type, Bytes, Options])
            end;
        badopt -> ?BADARG([Type, Bytes, Options], badopt);
        Result -> Result
    end.

is_packet_option(Type, {line_delimiter, Char}) when is_integer(Char), Char >= 0, Char =< 255 -> Type =:= line;
is_packet_option(_, {Name, Value}) when is_integer(Value), Value >= 0 -> Name =:= packet_size orelse Name =:= line_length;
is_packet_option(_, _) -> false.

%% Sets a flag of another process, and gives its value before. Only save_calls, the number of calls to remember, can
%% be set so. Fails with badarg for another flag or a process that has ended.
%% > erlang:process_flag(spawn(fun() -> receive stop -> ok end end), save_calls, 10).
%% 0
%% > erlang:process_flag(self(), trap_exit, true).
%% ** error:badarg
-spec process_flag(pid(), atom(), term()) -> term().
process_flag(Pid, save_calls, Value) when Pid =:= self(), is_integer(Value), Value >= 0, Value =< 10000 ->
    process_flag(save_calls, Value);
process_flag(Pid, save_calls, Value) when is_pid(Pid), is_integer(Value), Value >= 0, Value =< 10000 ->
    is_process_alive(Pid) orelse ?BADARG([Pid, save_calls, Value], badtype),
    0;
process_flag(Pid, Flag, Value) ->
    case is_pid(Pid) andalso is_process_alive(Pid) of
        true -> ?BADARG([Pid, Flag, Value]);
        false -> ?BADARG([Pid, Flag, Value], badtype)
    end.

%% As spawn/1, on a node. There is only the own one; another is refused with notsup.
%% > Self = self(), P = spawn(node(), fun() -> Self ! {self(), node()} end), receive {P, Node} -> Node end.
%% nonode@nohost
-spec spawn(node(), fun(() -> term())) -> pid().
spawn(Node, Fun) -> here(Node), spawn(Fun).

%% As spawn/3, on a node. There is only the own one; another is refused with notsup.
%% > Self = self(), spawn(node(), erlang, send, [Self, hello]), receive Message -> Message end.
%% hello
-spec spawn(node(), module(), atom(), [term()]) -> pid().
spawn(Node, M, F, A) -> here(Node), spawn(M, F, A).

%% As spawn_link/1, on a node. There is only the own one; another is refused with notsup.
%% > process_flag(trap_exit, true), P = spawn_link(node(), fun() -> exit(why) end), receive {'EXIT', P, Why} -> Why end.
%% why
-spec spawn_link(node(), fun(() -> term())) -> pid().
spawn_link(Node, Fun) -> here(Node), spawn_link(Fun).

%% As spawn_link/3, on a node. There is only the own one; another is refused with notsup.
%% > process_flag(trap_exit, true), P = spawn_link(node(), erlang, exit, [why]), receive {'EXIT', P, Why} -> Why end.
%% why
-spec spawn_link(node(), module(), atom(), [term()]) -> pid().
spawn_link(Node, M, F, A) -> here(Node), spawn_link(M, F, A).

%% As spawn_monitor/1, on a node. There is only the own one; another is refused with notsup.
%% > {P, R} = spawn_monitor(node(), fun() -> exit(why) end), receive {'DOWN', R, process, P, Why} -> Why end.
%% why
-spec spawn_monitor(node(), fun(() -> term())) -> {pid(), reference()}.
spawn_monitor(Node, Fun) -> here(Node), spawn_monitor(Fun).

%% As spawn_monitor/3, on a node. There is only the own one; another is refused with notsup.
%% > {P, R} = spawn_monitor(node(), erlang, exit, [why]), receive {'DOWN', R, process, P, Why} -> Why end.
%% why
-spec spawn_monitor(node(), module(), atom(), [term()]) -> {pid(), reference()}.
spawn_monitor(Node, M, F, A) -> here(Node), spawn_monitor(M, F, A).

%% As spawn_opt/2, on a node. There is only the own one; another is refused with notsup.
%% > {P, R} = spawn_opt(node(), fun() -> exit(why) end, [monitor]), receive {'DOWN', R, process, P, Why} -> Why end.
%% why
-spec spawn_opt(node(), fun(() -> term()), [term()]) -> pid() | {pid(), reference()}.
spawn_opt(Node, Fun, Options) -> here(Node), spawn_opt(Fun, Options).

%% As spawn_opt/4, on a node. There is only the own one; another is refused with notsup.
%% > {P, R} = spawn_opt(node(), erlang, exit, [why], [monitor]), receive {'DOWN', R, process, P, Why} -> Why end.
%% why
-spec spawn_opt(node(), module(), atom(), [term()], [term()]) -> pid() | {pid(), reference()}.
spawn_opt(Node, M, F, A, Options) -> here(Node), spawn_opt(M, F, A, Options).

here(Node) when Node =:= node() -> ok;
here(_) -> error(notsup).

%% Asks for a new process that calls a fun, and does not wait. The answer is a message {spawn_reply, ReqId, ok, Pid},
%% or {spawn_reply, ReqId, error, Reason}. Fails with badarg for what is no fun without arguments.
%% > R = spawn_request(fun() -> ok end), receive {spawn_reply, R, Result, P} -> {Result, is_pid(P)} end.
%% {ok,true}
%% > spawn_request(fun(X) -> X end).
%% ** error:badarg
-spec spawn_request(fun(() -> term())) -> reference().
spawn_request(Fun) ->
    ?REQUESTED(request(node(), Fun, []), [Fun]).

%% As spawn_request/1, with options, or of a fun on a node. Besides the options of spawn_opt/2: {reply, yes | no |
%% error_only | success_only}, {reply_tag, Tag}. With monitor the request is the monitor. An option that there is not
%% makes the answer an error.
%% > R = spawn_request(fun() -> exit(why) end, [monitor, {reply, no}]), receive {'DOWN', R, process, _, Why} -> Why end.
%% why
%% > R = spawn_request(fun() -> ok end, [fast]), receive {spawn_reply, R, error, Reason} -> Reason end.
%% badopt
-spec spawn_request(fun(() -> term()) | node(), [term()] | fun(() -> term())) -> reference().
spawn_request(Node, Fun) when is_atom(Node) ->
    ?REQUESTED(request(Node, Fun, []), [Node, Fun]);
spawn_request(Fun, Options) ->
    ?REQUESTED(request(node(), Fun, Options), [Fun, Options]).

%% As spawn_request/1, of an exported function; or of a fun on a node, with options.
%% > Self = self(), spawn_request(erlang, send, [Self, hello]), receive hello -> got_it end.
%% got_it
-spec spawn_request(module() | node(), atom() | fun(() -> term()), [term()]) -> reference().
spawn_request(Node, Fun, Options) when is_function(Fun) ->
    ?REQUESTED(request(Node, Fun, Options), [Node, Fun, Options]);
spawn_request(M, F, A) when is_atom(A) ->
    ?REQUESTED(request(M, {F, A, []}, []), [M, F, A]);
spawn_request(M, F, A) ->
    ?REQUESTED(request(node(), {M, F, A}, []), [M, F, A]).

%% As spawn_request/3, with options, or on a node.
%% > R = spawn_request(lists, max, [[1, 2]], [{reply_tag, started}]), receive {started, R, ok, P} -> is_pid(P) end.
%% true
-spec spawn_request(module() | node(), atom(), atom() | [term()], [term()]) -> reference().
spawn_request(Node, M, F, A) when is_atom(F) ->
    ?REQUESTED(request(Node, {M, F, A}, []), [Node, M, F, A]);
spawn_request(M, F, A, Options) ->
    ?REQUESTED(request(node(), {M, F, A}, Options), [M, F, A, Options]).

%% As spawn_request/3, on a node and with options. Another node is not connected.
%% > R = spawn_request(elsewhere, erlang, exit, [why], []), receive {spawn_reply, R, error, Reason} -> Reason end.
%% noconnection
-spec spawn_request(node(), module(), atom(), [term()], [term()]) -> reference().
spawn_request(Node, M, F, A, Options) ->
    ?REQUESTED(request(Node, {M, F, A}, Options), [Node, M, F, A, Options]).

%% Takes a request back: whether the answer will not come. Here it has always been sent already.
%% > spawn_request_abandon(spawn_request(fun() -> ok end)).
%% false
%% > spawn_request_abandon(request).
%% ** error:badarg
-spec spawn_request_abandon(reference()) -> false.
spawn_request_abandon(Ref) when is_reference(Ref) -> false;
spawn_request_abandon(Ref) -> ?BADARG([Ref]).

%% The reference of a request; badarg when there can be none.
request(Node, Entry, Options) ->
    case {is_atom(Node) andalso is_entry(Entry), is_proper(Options)} of
        {true, true} ->
            {Own, Given} = lists:partition(fun is_reply_option/1, Options),
            Wanted = wanted(lists:reverse(Own)),
            answer_request(request_result(Node, Entry, Given, Wanted), Wanted, last_of(reply_tag, Own, spawn_reply));
        {true, false} -> badopt;
        {false, _} -> badarg
    end.

is_entry({M, F, A}) -> is_atom(M) andalso is_atom(F) andalso is_proper(A);
is_entry(Fun) -> is_function(Fun, 0).

is_proper(Term) -> is_list(Term) andalso try length(Term) of _ -> true catch error:badarg -> false end.

is_reply_option({reply, _}) -> true;
is_reply_option({reply_tag, _}) -> true;
is_reply_option(_) -> false.

%% When an answer is wanted: the last option counts.
wanted(Options) ->
    case lists:keyfind(reply, 1, Options) of
        {reply, Wanted} -> lists:member(Wanted, [yes, no, error_only, success_only]) andalso Wanted;
        false -> yes
    end.

last_of(Key, Options, Default) ->
    case lists:keyfind(Key, 1, lists:reverse(Options)) of
        {Key, Value} -> Value;
        false -> Default
    end.

request_result(Node, _, _, _) when Node =/= node() -> noconnection;
request_result(_, _, _, false) -> badopt;
request_result(_, Entry, Options, _) ->
    try entry_spawned(Entry, Options)
    catch
        error:badarg -> badopt
    end.

entry_spawned({M, F, A}, Options) -> spawn_opt(M, F, A, Options);
entry_spawned(Fun, Options) -> spawn_opt(Fun, Options).

answer_request({Pid, Ref}, Wanted, Tag) ->
    _ = (Wanted =:= yes orelse Wanted =:= success_only) andalso (self() ! {Tag, Ref, ok, Pid}),
    Ref;
answer_request(Pid, Wanted, Tag) when is_pid(Pid) -> answer_request({Pid, make_ref()}, Wanted, Tag);
answer_request(Reason, Wanted, Tag) ->
    Ref = make_ref(),
    _ = Wanted =:= no orelse Wanted =:= success_only orelse (self() ! {Tag, Ref, error, Reason}),
    Ref.

%% Whether a term is a tuple that begins with Tag; the compiler's own test when called by name.
%% > apply(erlang, is_record, [{point, 1, 2}, point]).
%% true
%% > apply(erlang, is_record, [{point, 1, 2}, "point"]).
%% ** error:badarg
-spec is_record(term(), atom()) -> boolean().
is_record(Term, Tag) when is_atom(Tag) ->
    is_tuple(Term) andalso tuple_size(Term) > 0 andalso element(1, Term) =:= Tag;
is_record(Term, Tag) -> ?BADARG([Term, Tag]).

%% As is_record/2, of a tuple of Size elements.
%% > is_record({point, 1, 2}, point, 3).
%% true
-spec is_record(term(), atom(), integer()) -> boolean().
is_record(Term, Tag, Size) when is_atom(Tag), is_integer(Size) ->
    is_record(Term, Tag) andalso tuple_size(Term) =:= Size;
is_record(Term, Tag, Size) -> ?BADARG([Term, Tag, Size]).

%% As send_nosuspend/2. The options nosuspend and noconnect matter between nodes only; another one is a badarg.
%% > erlang:send_nosuspend(self(), hello, [noconnect]).
%% true
%% > erlang:send_nosuspend(self(), hello, [slowly]).
%% ** error:badarg
-spec send_nosuspend(pid() | atom(), term(), list()) -> true.
send_nosuspend(To, Message, Options) ->
    case are_options(Options, fun(Option) -> Option =:= noconnect orelse Option =:= nosuspend end) of
        true ->
            try erlang:send_nosuspend(To, Message)
            catch error:badarg -> ?BADARG([To, Message, Options])
            end;
        false -> ?BADARG([To, Message, Options], badopt)
    end.

%% The nodes of some kinds with what is known of each: this one, if it is asked for.
%% > erlang:nodes(known, #{}).
%% [{nonode@nohost,#{}}]
-spec nodes(atom() | [atom()], map()) -> [{node(), map()}].
nodes(Kinds, Options) ->
    try
        true = is_map(Options),
        Info = maps:filtermap(fun node_info/2, Options),
        [{Node, Info} || Node <- nodes(Kinds)]
    catch error:_ -> ?BADARG([Kinds, Options])
    end.

%% What of a node is asked for: there is no connection.
node_info(node_type, true) -> {true, this};
node_info(connection_id, true) -> {true, undefined};
node_info(Item, false) when Item =:= node_type; Item =:= connection_id -> false.

%% Watches a node, or no longer. There is only the own one; others fail with notalive.
%% > monitor_node(node(), true).
%% true
%% > monitor_node(elsewhere, true).
%% ** error:notalive
-spec monitor_node(node(), boolean()) -> true.
monitor_node(Node, Flag) when Node =:= node(), is_boolean(Flag) -> true;
monitor_node(Node, Flag) when is_atom(Node), Node =/= node() ->
    error(notalive, [Node, Flag], [{error_info, #{module => erl_erts_errors}}]);
monitor_node(Node, Flag) -> ?BADARG([Node, Flag]).

%% As monitor_node/2; the option allow_passive_connect matters between nodes only, another one is a badarg.
%% > erlang:monitor_node(node(), true, [allow_passive_connect]).
%% true
%% > erlang:monitor_node(node(), true, [often]).
%% ** error:badarg
-spec monitor_node(node(), boolean(), list()) -> true.
monitor_node(Node, Flag, Options) ->
    case are_options(Options, fun(Option) -> Option =:= allow_passive_connect end) of
        true when Node =:= node(), is_boolean(Flag) -> true;
        true when is_atom(Node), Node =/= node() ->
            error(notalive, [Node, Flag, Options], [{error_info, #{module => erl_erts_errors}}]);
        true -> ?BADARG([Node, Flag, Options]);
        false -> ?BADARG([Node, Flag, Options], badopt)
    end.

%% Who watches the system, and for what. Nobody does: there are no such events.
%% > erlang:system_monitor().
%% undefined
-spec system_monitor() -> undefined.
system_monitor() -> undefined.

%% Would watch the system as `{Pid, Options}` says, or no longer (undefined). There are no such events, so nothing
%% changes.
%% > erlang:system_monitor(undefined).
%% undefined
-spec system_monitor(term()) -> undefined.
system_monitor(_) -> undefined.

%% As system_monitor/1, with the process and the options apart.
%% > erlang:system_monitor(self(), [busy_port]).
%% undefined
-spec system_monitor(pid() | undefined, list()) -> undefined.
system_monitor(_, _) -> undefined.

%% Who measures the system. Nobody does: there are no such events.
%% > erlang:system_profile().
%% undefined
-spec system_profile() -> undefined.
system_profile() -> undefined.

%% Would send a process what schedulers and processes do. There are no such events, so nothing changes.
%% > erlang:system_profile(undefined, []).
%% undefined
-spec system_profile(pid() | undefined, list()) -> undefined.
system_profile(_, _) -> undefined.

%% Local time to UTC, by the offset of this moment.
%% > erlang:localtime_to_universaltime({{2024, 13, 1}, {0, 0, 0}}).
%% ** error:badarg
-spec localtime_to_universaltime(calendar:datetime()) -> calendar:datetime().
localtime_to_universaltime(Local) ->
    try shift(known(1902, Local), -offset())
    catch error:_ -> ?BADARG([Local])
    end.

%% As localtime_to_universaltime/1; whether summer time is in force (true, false or undefined) makes no difference.
%% > Here = erlang:universaltime_to_localtime({{2024, 1, 15}, {12, 0, 0}}),
%%   erlang:localtime_to_universaltime(Here, undefined).
%% {{2024,1,15},{12,0,0}}
%% > erlang:localtime_to_universaltime({{2024, 1, 15}, {12, 0, 0}}, maybe).
%% ** error:badarg
-spec localtime_to_universaltime(calendar:datetime(), boolean() | undefined) -> calendar:datetime().
localtime_to_universaltime(Local, IsDst) ->
    try
        true = is_boolean(IsDst) orelse IsDst =:= undefined,
        localtime_to_universaltime(Local)
    catch error:_ -> ?BADARG([Local, IsDst])
    end.

%% Seconds since 1970, in UTC.
%% > erlang:universaltime_to_posixtime({{1970, 1, 2}, {0, 0, 0}}).
%% 86400
-spec universaltime_to_posixtime(calendar:datetime()) -> integer().
universaltime_to_posixtime(DateTime) ->
    try seconds(known(1600, DateTime)) - ?EPOCH
    catch error:_ -> ?BADARG([DateTime])
    end.

%% The date and time of so many seconds since 1970, in UTC.
%% > erlang:posixtime_to_universaltime(86400).
%% {{1970,1,2},{0,0,0}}
-spec posixtime_to_universaltime(integer()) -> calendar:datetime().
posixtime_to_universaltime(Seconds) when is_integer(Seconds) -> date_time(Seconds + ?EPOCH);
posixtime_to_universaltime(Seconds) -> ?BADARG([Seconds]).

%% UTC to local time, by the offset of this moment.
%% > erlang:universaltime_to_localtime(wrong).
%% ** error:badarg
-spec universaltime_to_localtime(calendar:datetime()) -> calendar:datetime().
universaltime_to_localtime(Utc) ->
    try
        shift(known(1902, Utc), offset())
    catch
        error:_ -> ?BADARG([Utc])
    end.

offset() -> seconds(erlang:localtime()) - seconds(erlang:universaltime()).

%% A date and time that there is, in a year not before the first that is known.
known(First, {{Year, _, _} = Date, {Hour, Minute, Second}} = DateTime)
  when is_integer(Hour), is_integer(Minute), is_integer(Second) ->
    true = calendar:valid_date(Date) andalso Year >= First,
    true = Hour >= 0 andalso Hour < 24 andalso Minute >= 0 andalso Minute < 60 andalso Second >= 0 andalso Second < 60,
    DateTime.

shift(DateTime, Seconds) -> date_time(seconds(DateTime) + Seconds).

%% Seconds since the year 0.
seconds({{Year, Month, Day}, {Hour, Minute, Second}}) ->
    days(Year, Month, Day) * 86400 + Hour * 3600 + Minute * 60 + Second.

date_time(Seconds) ->
    Rest = Seconds rem 86400,
    {date(Seconds div 86400), {Rest div 3600, Rest rem 3600 div 60, Rest rem 60}}.

%% Days since 1 March of the year 0, where years begin in March so that the leap day comes last; after Hinnant's
%% "chrono-compatible low-level date algorithms".
days(Year, Month, Day) ->
    Y = if Month =< 2 -> Year - 1; true -> Year end,
    M = (Month + 9) rem 12,
    Y * 365 + Y div 4 - Y div 100 + Y div 400 + (153 * M + 2) div 5 + Day - 1.

date(Days) ->
    Era = Days div 146097,
    DayOfEra = Days rem 146097,
    YearOfEra = (DayOfEra - DayOfEra div 1460 + DayOfEra div 36524 - DayOfEra div 146096) div 365,
    DayOfYear = DayOfEra - (365 * YearOfEra + YearOfEra div 4 - YearOfEra div 100),
    M = (5 * DayOfYear + 2) div 153,
    Month = if M < 10 -> M + 3; true -> M - 9 end,
    Year = YearOfEra + Era * 400 + (if Month =< 2 -> 1; true -> 0 end),
    {Year, Month, DayOfYear - (153 * M + 2) div 5 + 1}.

%%% Ports: what their processes do is in erlet_port.

%% Runs a program whose input and output the owner writes and reads by messages. What comes as {Owner, {command,
%% Data}} is written, {Port, {data, Data}} has been read. The name is {spawn, Command} or {spawn_executable, Path}
%% (with the option {args, Strings}), or that of a file, which is the port itself then; options are stream, {packet, 1 | 2 | 4}, {line, Length}, binary, exit_status,
%% stderr_to_stdout, eof, in, out, {cd, Folder}, {env, Pairs} and others. Fails with badarg for another name or
%% option, with enoent when there is no such file.
%% > P = open_port({spawn, "echo hello"}, [binary]), receive {P, {data, Text}} -> Text end.
%% <<"hello\n">>
%% > P = open_port({spawn, "false"}, [exit_status]), receive {P, {exit_status, Status}} -> Status end.
%% 1
%% > open_port({spawn_executable, "/no/such/program"}, []).
%% ** error:enoent
%% > open_port({spawn, "echo"}, [loudly]).
%% ** error:badarg
-spec open_port(tuple() | atom() | string(), [term()]) -> port().
open_port(Name, Options) ->
    try
        erlet_port:open(Name, Options)
    catch
        throw:badopt -> ?BADARG([Name, Options], badopt);
        throw:Reason -> error(Reason, [Name, Options], [{error_info, #{module => erl_erts_errors}}]);
        error:_ -> ?BADARG([Name, Options])
    end.

%% Closes a port: the program's input ends. Fails with badarg when it is closed already or none.
%% > port_close(open_port({spawn, "cat"}, [])).
%% true
%% > P = open_port({spawn, "cat"}, []), port_close(P), port_close(P).
%% ** error:badarg
-spec port_close(port() | atom()) -> true.
port_close(Port) -> asked(Port, close) orelse ?BADARG([Port]).

%% Has data written to the program's input. Fails with badarg when the port is closed, or data is none of bytes.
%% > P = open_port({spawn, "cat"}, [binary]), port_command(P, ["ab", $c]),
%%   receive {P, {data, Text}} -> port_close(P), Text end.
%% <<"abc">>
%% > P = open_port({spawn, "cat"}, [in]), port_close(P), port_command(P, "lost").
%% ** error:badarg
-spec port_command(port() | atom(), iodata()) -> true.
port_command(Port, Data) -> asked(Port, {command, Data}) orelse ?BADARG([Port, Data]).

%% As port_command/2. The options force and nosuspend change nothing, as no port is ever so busy that the caller would
%% wait.
%% > P = open_port({spawn, "cat"}, []), Sent = port_command(P, "abc", [nosuspend]), port_close(P), Sent.
%% true
-spec port_command(port() | atom(), iodata(), [force | nosuspend]) -> true.
port_command(Port, Data, Options) ->
    are_options(Options, fun(Option) -> Option =:= force orelse Option =:= nosuspend end) orelse ?BADARG([Port, Data, Options], badopt),
    asked(Port, {command, Data}) orelse ?BADARG([Port, Data, Options]).

%% Makes a process the port's owner, who gets its messages. The old one stays linked with it. Fails with badarg when one
%% of them is gone.
%% > P = open_port({spawn, "cat"}, []), port_connect(P, self()), {connected, Owner} = erlang:port_info(P, connected),
%%   port_close(P), Owner =:= self().
%% true
%% > P = open_port({spawn, "cat"}, []), port_close(P), port_connect(P, self()).
%% ** error:badarg
-spec port_connect(port() | atom(), pid()) -> true.
port_connect(Port, Pid) ->
    is_pid(Pid) andalso asked(Port, {connect, Pid}) orelse ?BADARG([Port, Pid]).

%% Fails with badarg: programs have nothing to control.
%% > P = open_port({spawn, "cat"}, []), port_control(P, 1, "data").
%% ** error:badarg
-spec port_control(port() | atom(), integer(), iodata()) -> no_return().
port_control(Port, Operation, Data) -> ?BADARG([Port, Operation, Data]).

%% Fails with badarg: there are no drivers to call.
%% > erlang:port_call(no_such_port, data).
%% ** error:badarg
-spec port_call(port() | atom(), term()) -> no_return().
port_call(Port, Data) -> ?BADARG([Port, Data]).

%% Fails with badarg: there are no drivers to call.
%% > erlang:port_call(no_such_port, 1, data).
%% ** error:badarg
-spec port_call(port() | atom(), integer(), term()) -> no_return().
port_call(Port, Operation, Data) -> ?BADARG([Port, Operation, Data]).

%% What is known of a port; undefined when it is closed.
%% > erlang:port_info(no_such_port).
%% undefined
-spec port_info(port() | atom()) -> [{atom(), term()}] | undefined.
port_info(Port) ->
    case ask_port(Port, info) of
        none when is_port(Port); is_atom(Port) -> undefined;
        none -> ?BADARG([Port]);
        Items -> [{registered_name, Name} || Name <- erts_internal:port_name(port_of(Port))] ++ Items
    end.

%% One item of what is known of a port. Items: connected (the owner), links, name, os_pid, input, output and others;
%% undefined when the port is closed.
%% > P = open_port({spawn, "cat"}, []), Name = erlang:port_info(P, name), port_close(P), Name.
%% {name,"cat"}
%% > erlang:port_info(open_port({spawn, "cat"}, []), colour).
%% ** error:badarg
-spec port_info(port() | atom(), atom()) -> {atom(), term()} | [] | undefined.
port_info(Port, Item) when is_port(Port); is_atom(Port) ->
    Idle = [{monitors, []}, {monitored_by, []}, {parallelism, false}, {queue_size, 0}, {memory, 0}, {locking, port_level}],
    case ask_port(Port, info) of
        none -> undefined;
        _ when Item =:= registered_name ->
            case erts_internal:port_name(port_of(Port)) of
                [Name] -> {registered_name, Name};
                [] -> []
            end;
        Items ->
            case lists:keyfind(Item, 1, Items ++ Idle) of
                false -> ?BADARG([Port, Item]);
                Found -> Found
            end
    end;
port_info(Port, Item) -> ?BADARG([Port, Item], badtype).

%% A term that was kept with the port by `port_set_data/2`; `undefined` before. A closed port is a `badarg`.
%%
%% > erlang:port_get_data(list_to_port("#Port<0.99999>")).
%% ** error:badarg
-spec port_get_data(port() | atom()) -> term().
port_get_data(Port) ->
    case ask_port(Port, get_data) of
        {data, Data} -> Data;
        none -> ?BADARG([Port])
    end.

%% Keeps a term with a port, for `port_get_data/1`. A closed port is a `badarg`.
%%
%% > erlang:port_set_data(list_to_port("#Port<0.99999>"), note).
%% ** error:badarg
-spec port_set_data(port() | atom(), term()) -> true.
port_set_data(Port, Data) -> asked(Port, {set_data, Data}) orelse ?BADARG([Port, Data]).

asked(Port, Request) -> ask_port(Port, Request) =:= true.

%% The answer of a port or of the one that has a name; none without one.
ask_port(Port, Request) ->
    case port_of(Port) of
        none -> none;
        Open ->
            case erlet_port:request(Open, Request) of
                closed -> none;
                Answer -> Answer
            end
    end.

port_of(Port) when is_port(Port), node(Port) =:= node() -> Port;
port_of(Name) when is_atom(Name) ->
    case whereis(Name) of
        Port when is_port(Port) -> Port;
        _ -> none
    end;
port_of(_) -> none.

%% Fails with notsup: there are no native libraries.
%% > erlang:load_nif("library", 0).
%% ** error:notsup
-spec load_nif(term(), term()) -> no_return().
load_nif(_, _) -> error(notsup).

%% What a match specification gives for a tuple (`table`), or whether it matches a list of arguments (`trace`).
%% > erlang:match_spec_test({a, 1}, [{{a, '$1'}, [], ['$1']}], table).
%% {ok,1,[],[]}
-spec match_spec_test(tuple() | [term()], ets:match_spec(), table | trace) ->
          {ok, term(), [], []} | {error, [{error | warning, string()}]}.
match_spec_test(Tuple, Spec, table) when is_tuple(Tuple) -> tested(ets:test_ms(Tuple, Spec));
match_spec_test(Term, [_ | _] = Spec, table) ->
    %% As a tuple of that term.
    Clauses = [case Clause of {Head, Guards, Body} -> {{Head}, inner(Guards), inner(Body)}; _ -> Clause end || Clause <- Spec],
    tested(ets:test_ms({Term}, Clauses));
match_spec_test(_, Spec, Type) when not is_list(Spec), Type =:= table orelse Type =:= trace; Spec =:= [], Type =:= table ->
    {error, [{error, "Match programs are not in a list."}]};
match_spec_test(Args, Spec, trace) when is_list(Args), is_list(Spec) ->
    %% Heads are lists, so both become tuples of the argument list.
    Heads = [{{args, Head}, Guards, [true]} || {Head, Guards, _} <- Spec],
    tested(ets:test_ms({args, Args}, Heads));
match_spec_test(Value, Spec, Type) -> ?BADARG([Value, Spec, Type]).

inner('$_') -> {element, 1, '$_'};
inner({const, _} = Constant) -> Constant;
inner(Tuple) when is_tuple(Tuple) -> list_to_tuple(inner(tuple_to_list(Tuple)));
inner([Head | Tail]) -> [inner(Head) | inner(Tail)];
inner(Map) when is_map(Map) -> maps:map(fun(_, Value) -> inner(Value) end, Map);
inner(Other) -> Other.

tested({ok, Value}) -> {ok, Value, [], []};
tested({error, _} = Error) -> Error.

%% Fails with notsup: there is no tracing.
%% > erlang:trace(self(), true, [send]).
%% ** error:notsup
-spec trace(term(), boolean(), [term()]) -> no_return().
trace(_, _, _) -> error(notsup).

%% Fails with notsup: there is no tracing.
%% > erlang:trace_pattern({lists, map, 2}, true).
%% ** error:notsup
-spec trace_pattern(term(), term()) -> no_return().
trace_pattern(_, _) -> error(notsup).

%% Fails with notsup: there is no tracing.
%% > erlang:trace_pattern({lists, map, 2}, true, [local]).
%% ** error:notsup
-spec trace_pattern(term(), term(), [term()]) -> no_return().
trace_pattern(_, _, _) -> error(notsup).

%% Fails with notsup: there is no tracing.
%% > erlang:trace_info(self(), flags).
%% ** error:notsup
-spec trace_info(term(), atom()) -> no_return().
trace_info(_, _) -> error(notsup).

%% Fails with notsup: there is no tracing.
%% > erlang:trace_delivered(self()).
%% ** error:notsup
-spec trace_delivered(term()) -> no_return().
trace_delivered(_) -> error(notsup).

%% Fails with notsup: there is no tracing.
%% > erlang:seq_trace(send, true).
%% ** error:notsup
-spec seq_trace(atom(), term()) -> no_return().
seq_trace(_, _) -> error(notsup).

%% Fails with notsup: there is no tracing.
%% > erlang:seq_trace_info(send).
%% ** error:notsup
-spec seq_trace_info(atom()) -> no_return().
seq_trace_info(_) -> error(notsup).

%% Loads an image that `compile` made; the code that was current becomes old. `{error, not_purged}` when there is old code
%% already, `{error, badfile}` when it is no image of that module. Fails with badarg when the module is no atom or the
%% image no binary.
%% > {ok, M, Code} = compile:forms([{attribute, 1, module, by_hand}]),
%%   Result = erlang:load_module(M, Code), erlang:delete_module(M), erlang:purge_module(M), Result.
%% {module,by_hand}
%% > erlang:load_module(strange, <<"no code">>).
%% {error,badfile}
%% > erlang:load_module(strange, "no code").
%% ** error:badarg
-spec load_module(module(), binary()) -> {module, module()} | {error, badfile | not_purged | on_load_failure}.
load_module(Module, Code) when is_atom(Module), is_binary(Code) ->
    case not erlang:check_old_code(Module) andalso erts_internal:load_image(Module, Code) of
        false -> {error, not_purged};
        true -> {module, Module};
        OnLoad when is_function(OnLoad, 0) -> on_load(Module, catch OnLoad());
        _ -> {error, badfile}
    end;
load_module(Module, Code) -> ?BADARG([Module, Code]).

on_load(Module, ok) -> {module, Module};
on_load(Module, _) ->
    erlang:delete_module(Module),
    erts_internal:drop_old(Module),
    {error, on_load_failure}.

%% The word that nodes would know each other by: there is none.
%% > erlang:get_cookie().
%% nocookie
-spec get_cookie() -> atom().
get_cookie() -> nocookie.

%% As get_cookie/0, of a node. Fails with badarg when that is no atom.
%% > erlang:get_cookie(elsewhere).
%% nocookie
-spec get_cookie(node()) -> atom().
get_cookie(Node) when is_atom(Node) -> nocookie;
get_cookie(Node) -> ?BADARG([Node]).

%% Fails with distribution_not_started: there are no other nodes.
%% > erlang:set_cookie(secret).
%% ** error:distribution_not_started
-spec set_cookie(atom()) -> no_return().
set_cookie(_) -> error(distribution_not_started).

%% Fails with notsup: there are no other nodes.
%% > erlang:set_cookie(node(), secret).
%% ** error:notsup
-spec set_cookie(node(), atom()) -> no_return().
set_cookie(_, _) -> error(notsup).

%% Closes the connection to a node; ignored, as there are no others.
%% > erlang:disconnect_node(elsewhere).
%% ignored
-spec disconnect_node(node()) -> ignored.
disconnect_node(_) -> ignored.

%% Fails with notsup: this node knows no other.
%% > erlang:dist_ctrl_get_data(handle).
%% ** error:notsup
-spec dist_ctrl_get_data(term()) -> no_return().
dist_ctrl_get_data(_) -> error(notsup).

%% Fails with notsup: this node knows no other.
%% > erlang:dist_ctrl_get_data_notification(handle).
%% ** error:notsup
-spec dist_ctrl_get_data_notification(term()) -> no_return().
dist_ctrl_get_data_notification(_) -> error(notsup).

%% Fails with notsup: this node knows no other.
%% > erlang:dist_ctrl_get_opt(handle, get_size).
%% ** error:notsup
-spec dist_ctrl_get_opt(term(), term()) -> no_return().
dist_ctrl_get_opt(_, _) -> error(notsup).

%% Fails with notsup: this node knows no other.
%% > erlang:dist_ctrl_set_opt(handle, get_size, true).
%% ** error:notsup
-spec dist_ctrl_set_opt(term(), term(), term()) -> no_return().
dist_ctrl_set_opt(_, _, _) -> error(notsup).

%% Fails with notsup: this node knows no other.
%% > erlang:dist_ctrl_put_data(handle, "data").
%% ** error:notsup
-spec dist_ctrl_put_data(term(), iodata()) -> no_return().
dist_ctrl_put_data(_, _) -> error(notsup).

%% Fails with notsup: this node knows no other.
%% > erlang:dist_ctrl_input_handler(handle, self()).
%% ** error:notsup
-spec dist_ctrl_input_handler(term(), pid()) -> no_return().
dist_ctrl_input_handler(_, _) -> error(notsup).

%% Fails with notsup: this node knows no other.
%% > erlang:dist_get_stat(handle).
%% ** error:notsup
-spec dist_get_stat(term()) -> no_return().
dist_get_stat(_) -> error(notsup).

%% Traces with the token of the calling process, which has none: false.
%% > erlang:seq_trace_print(here).
%% false
-spec seq_trace_print(term()) -> false.
seq_trace_print(_) -> false.

%% As seq_trace_print/1, with a label.
%% > erlang:seq_trace_print(1, here).
%% false
-spec seq_trace_print(integer(), term()) -> false.
seq_trace_print(_, _) -> false.

%% Writes on standard error where a process is: its stack. Fails with badarg when the process has ended or the second
%% argument is not backtrace.
%% > erlang:process_display(self(), registers).
%% ** error:badarg
-spec process_display(pid(), backtrace) -> true.
process_display(Pid, backtrace = Type) ->
    try erlang:process_info(Pid, backtrace) of
        {backtrace, Text} ->
            io:put_chars(standard_error, [Text, $\n]),
            true;
        undefined -> ?BADARG([Pid, Type])
    catch
        error:badarg -> ?BADARG([Pid, Type])
    end;
process_display(Pid, Type) ->
    ?BADARG([Pid, Type], badopt).
