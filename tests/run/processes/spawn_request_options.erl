%% spawn_request: its reply, its tag, when there is one, and how it is abandoned.
-module(spawn_request_options).
-export([main/0, child/1]).
-include("show.hrl").

main() ->
    Self = self(),
    show("a fun", fun() -> R = spawn_request(fun() -> ok end), reply(spawn_reply, R) end),
    show("a call", fun() -> R = spawn_request(?MODULE, child, [self()]), {reply(spawn_reply, R), messages()} end),
    show("a node and a fun", fun() -> R = spawn_request(node(), fun() -> ok end), reply(spawn_reply, R) end),
    show("a node and a call", fun() -> R = spawn_request(node(), ?MODULE, child, [self()]), {reply(spawn_reply, R), messages()} end),
    show("a node, a call, options", fun() -> R = spawn_request(node(), ?MODULE, child, [self()], [{reply_tag, tag}]), {reply(tag, R), messages()} end),
    show("reply_tag", fun() -> R = spawn_request(fun() -> ok end, [{reply_tag, {my, tag}}]), reply({my, tag}, R) end),
    [show(io_lib:format("reply ~p", [When]), fun() -> spawn_request(fun() -> Self ! ran end, [{reply, When}]), wait(), length(messages()) end)
     || When <- [yes, no, error_only, success_only]],
    show("link", fun() ->
        process_flag(trap_exit, true), R = spawn_request(fun() -> exit(why) end, [link]),
        receive {spawn_reply, R, ok, P} -> receive {'EXIT', P, W} -> W end end end),
    show("monitor", fun() ->
        R = spawn_request(fun() -> exit(why) end, [monitor]),
        receive {spawn_reply, R, ok, P} -> receive {'DOWN', R, process, P, W} -> W end end end),
    show("monitor with a tag", fun() ->
        R = spawn_request(fun() -> exit(why) end, [{monitor, [{tag, gone}]}]),
        receive {spawn_reply, R, ok, P} -> receive {gone, R, process, P, W} -> W end end end),
    show("options of the process", fun() ->
        R = spawn_request(fun() -> receive stop -> ok end end, [{priority, low}]),
        receive {spawn_reply, R, ok, P} -> process_info(P, priority) end end),
    show("a bad option of the process", fun() -> R = spawn_request(fun() -> ok end, id([{priority, none}])), reply(spawn_reply, R) end),
    show("an unknown option", fun() -> R = spawn_request(fun() -> ok end, id([thing])), reply(spawn_reply, R) end),
    show("an unknown option, success_only", fun() -> spawn_request(fun() -> ok end, id([thing, {reply, success_only}])), messages() end),
    show("a bad reply", fun() -> R = spawn_request(fun() -> ok end, id([{reply, thing}])), reply(spawn_reply, R) end),
    show("a bad option, no reply", fun() -> spawn_request(fun() -> ok end, id([thing, {reply, no}])), messages() end),
    show("a bad option, error_only", fun() -> R = spawn_request(fun() -> ok end, id([thing, {reply, error_only}])), reply(spawn_reply, R) end),
    show("a bad option and a tag", fun() -> R = spawn_request(fun() -> ok end, id([thing, {reply_tag, tag}])), reply(tag, R) end),
    show("the last reply counts", fun() -> R = spawn_request(fun() -> ok end, [{reply, no}, {reply, yes}]), reply(spawn_reply, R) end),
    show("the last tag counts", fun() -> R = spawn_request(fun() -> ok end, [{reply_tag, a}, {reply_tag, b}]), reply(b, R) end),
    show("another node", fun() -> R = spawn_request('no@where', fun() -> ok end), reply(spawn_reply, R) end),
    show("another node, a tag", fun() -> R = spawn_request('no@where', m, f, [], [{reply_tag, tag}]), reply(tag, R) end),
    show("another node, success_only", fun() -> spawn_request('no@where', m, f, [], [{reply, success_only}]), messages() end),
    show("a fun with an argument", fun() -> spawn_request(id(fun(_) -> ok end)) end),
    show("an improper list of arguments", fun() -> spawn_request(m, f, id([a | b])) end),
    show("no list", fun() -> spawn_request(fun() -> ok end, id(thing)) end),
    show("improper list", fun() -> spawn_request(fun() -> ok end, id([link | thing])) end),
    show("no fun", fun() -> spawn_request(id(thing)) end),
    show("no module", fun() -> spawn_request(id(1), f, []) end),
    show("no node", fun() -> spawn_request(id(1), m, f, []) end),
    show("abandon too late", fun() ->
        R = spawn_request(fun() -> ok end), receive {spawn_reply, R, ok, _} -> ok end, spawn_request_abandon(R) end),
    show("abandon what is none", fun() -> spawn_request_abandon(make_ref()) end),
    show("abandon no reference", fun() -> spawn_request_abandon(id(thing)) end).

child(To) -> To ! hello.

reply(Tag, Ref) ->
    receive
        {Tag, Ref, ok, Pid} when is_pid(Pid) -> {ok, pid};
        {Tag, Ref, Kind, Value} -> {Kind, Value}
    after 100 -> nothing
    end.

wait() -> receive after 20 -> ok end.

messages() -> receive Message -> [Message | messages()] after 20 -> [] end.

id(Term) -> Term.
