%% Who counts as running old code: who waits in it, who returns to it, who holds funs or literals of it; and what a purge does.
-module(hot_code_who_runs_it).
-export([main/0]).

main() ->
    load(one),
    Waits = start(waits, []),
    Returns = start(returns, []),
    Spins = start(spins, [0]),
    Sleeps = start(sleeps, []),
    Holds = start_here(fun() -> hot:local_fun() end),
    Exported = start_here(fun() -> fun hot:version/0 end),
    Literal = start_here(fun() -> hot:literal() end),
    Other = start_here(fun() -> nothing end),
    All = [{waits, Waits}, {returns, Returns}, {spins, Spins}, {hibernates, Sleeps}, {fun_of_it, Holds}, {exported_fun, Exported},
           {literal, Literal}, {nothing, Other}],
    show("current only", All),
    load(two),
    show("as old code", All),
    io:format("soft purge: ~p~n", [code:soft_purge(hot)]),
    [begin exit(Pid, enough), ended(Pid) end || Pid <- [Waits, Returns, Spins]],
    show("those three are gone", All),
    io:format("check_old_code: ~p~n", [erlang:check_old_code(hot)]),
    io:format("purge: ~p~n", [code:purge(hot)]),
    show("after the purge", All),
    io:format("check_old_code: ~p~n", [erlang:check_old_code(hot)]),
    io:format("the exported fun calls new code: ~p~n", [ask(Exported, call)]),
    io:format("the literal stays: ~p~n", [ask(Literal, value)]),
    New = start(waits, []),
    io:format("delete: ~p~n", [code:delete(hot)]),
    io:format("is_loaded: ~p, exported: ~p~n", [code:is_loaded(hot), erlang:function_exported(hot, version, 0)]),
    io:format("delete again: ~p~n", [code:delete(hot)]),
    show("deleted", [{waits, New}]),
    io:format("soft purge: ~p~n", [code:soft_purge(hot)]),
    io:format("purge: ~p, ended by ~p~n", [code:purge(hot), ended(New)]),
    load(three),
    io:format("loaded again: ~p~n", [hot:version()]),
    io:format("old code: ~p, soft purge: ~p, purge: ~p~n", [erlang:check_old_code(hot), code:soft_purge(hot), code:purge(hot)]),
    Switch = start(switches, []),
    load(four),
    io:format("before its call: ~p ~p~n", [ask(Switch, version), erlang:check_process_code(Switch, hot)]),
    Switch ! switch,
    io:format("after its call: ~p ~p~n", [ask(Switch, version), erlang:check_process_code(Switch, hot)]),
    io:format("soft purge: ~p, it lives: ~p~n", [code:soft_purge(hot), is_process_alive(Switch)]),
    io:format("load_binary over old code: ~p~n", [begin load(five), load(six), {ask(Switch, version), ended(Switch)} end]).

show(When, All) ->
    io:format("~s: ~p~n", [When, [{Name, is_process_alive(Pid) andalso erlang:check_process_code(Pid, hot)} || {Name, Pid} <- All]]).

start(Function, Args) ->
    {Pid, _} = spawn_monitor(hot, Function, Args),
    receive after 20 -> Pid end.

%% A process that runs code of this module and holds what Fun returns.
start_here(Fun) ->
    {Pid, _} = spawn_monitor(fun() -> hold(Fun()) end),
    receive after 20 -> Pid end.

hold(Held) ->
    receive
        {From, call} -> From ! {self(), Held()}, hold(Held);
        {From, value} -> From ! {self(), Held}, hold(Held);
        stop -> Held
    end.

ask(Pid, What) ->
    Pid ! {self(), What},
    receive {Pid, Answer} -> Answer after 100 -> silent end.

ended(Pid) -> receive {'DOWN', _, process, Pid, Reason} -> Reason after 1000 -> lives end.

load(Version) ->
    Forms = [{attribute, 1, module, hot},
             {attribute, 1, export, [{version, 0}, {waits, 0}, {returns, 0}, {sleeps, 0}, {wakes, 0}, {local_fun, 0}, {literal, 0}, {switches, 0}, {spins, 1}]}
             | [function(Text) || Text <-
                    ["version() -> " ++ atom_to_list(Version) ++ ".",
                     "waits() -> receive stop -> ok end.",
                     "returns() -> {back, lists:foreach(fun(_) -> receive stop -> ok end end, [1])}.",
                     "spins(N) -> spins(N + 1).",
                     "sleeps() -> erlang:hibernate(hot, wakes, []).",
                     "wakes() -> receive stop -> ok end.",
                     "local_fun() -> V = version(), fun() -> V end.",
                     "literal() -> {literal, [of_version, " ++ atom_to_list(Version) ++ "]}.",
                     "switches() -> receive {From, version} -> From ! {self(), version()}, switches(); switch -> hot:switches(); stop -> ok end."]]],
    {ok, hot, Binary} = compile:forms(Forms, []),
    {module, hot} = code:load_binary(hot, "hot.erl", Binary).

function(Text) ->
    {ok, Tokens, _} = erl_scan:string(Text),
    {ok, Form} = erl_parse:parse_form(Tokens),
    Form.
