%% A purge kills the processes that run old code, a soft purge refuses; loading a third version purges the first.
-module(hot_code_purge_kills).
-export([main/0]).

main() ->
    load(one),
    First = start(),
    load(two),
    Second = start(),
    io:format("soft purge: ~p~n", [code:soft_purge(hot)]),
    io:format("alive: ~p ~p~n", [is_process_alive(First), is_process_alive(Second)]),
    load(three),
    io:format("reason: ~p, second alive: ~p~n", [reason(First), is_process_alive(Second)]),
    io:format("purge: ~p~n", [code:purge(hot)]),
    io:format("reason: ~p~n", [reason(Second)]),
    io:format("purge again: ~p, soft: ~p~n", [code:purge(hot), code:soft_purge(hot)]),
    io:format("never loaded: ~p ~p ~p~n", [code:purge(nowhere), code:soft_purge(nowhere), code:delete(nowhere)]),
    Called = start_under(),
    io:format("delete: ~p~n", [code:delete(hot)]),
    io:format("returns into old code: ~p~n", [erlang:check_process_code(Called, hot)]),
    io:format("purge: ~p ~p~n", [code:purge(hot), reason(Called)]),
    io:format("purge_module: ~p~n", [[catch_badarg(Module) || Module <- [hot, nowhere, lists]]]).

catch_badarg(Module) ->
    try erlang:purge_module(Module)
    catch
        error:badarg -> badarg
    end.

%% A monitored process that waits in hot:wait/0.
start() ->
    {Pid, _} = spawn_monitor(hot, wait, [self()]),
    receive
        {Pid, waits} -> Pid
    end.

%% A monitored process that waits in a function of this module, called by hot:call/1.
start_under() ->
    Self = self(),
    {Pid, _} = spawn_monitor(hot, call, [fun() -> Self ! {self(), waits}, receive stop -> ok end end]),
    receive
        {Pid, waits} -> Pid
    end.

reason(Pid) ->
    receive
        {'DOWN', _, process, Pid, Reason} -> Reason
    end.

load(Version) ->
    Forms = [{attribute, 1, module, hot},
             {attribute, 1, export, [{wait, 1}, {call, 1}, {version, 0}]},
             function("version() -> " ++ atom_to_list(Version) ++ "."),
             function("wait(From) -> From ! {self(), waits}, receive stop -> ok end."),
             function("call(Fun) -> {result, Fun()}.")],
    {ok, hot, Binary} = compile:forms(Forms, [report]),
    io:format("~p ~p~n", [code:load_binary(hot, "hot.erl", Binary), hot:version()]).

function(Text) ->
    {ok, Tokens, _} = erl_scan:string(Text),
    {ok, Form} = erl_parse:parse_form(Tokens),
    Form.
