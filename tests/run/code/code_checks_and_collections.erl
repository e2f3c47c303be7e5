%% garbage_collect and check_process_code with their options, of oneself, of others, of the dead.
-module(code_checks_and_collections).
-export([main/0]).

main() ->
    Other = spawn(fun() -> receive stop -> ok end end),
    {Dead, Ref} = spawn_monitor(fun() -> ok end),
    receive {'DOWN', Ref, _, _, _} -> ok end,
    Who = [{own, self()}, {other, Other}, {dead, Dead}, {none, thing}],
    [show(["collect ", atom_to_list(Name)], fun() -> garbage_collect(Pid) end) || {Name, Pid} <- Who],
    [show(io_lib:format("collect ~p ~p", [Name, Options]), fun() -> garbage_collect(Pid, Options) end)
     || {Name, Pid} <- Who, Options <- [[], [{type, minor}], [{type, major}], [{type, thing}], [thing], thing, [{type, minor} | x]]],
    [show(io_lib:format("collect ~p later", [Name]), fun() ->
         {garbage_collect(Pid, [{async, my_id}]), receive M -> M after 1000 -> nothing end} end) || {Name, Pid} <- Who],
    [show(io_lib:format("check ~p", [Name]), fun() -> erlang:check_process_code(Pid, ?MODULE) end) || {Name, Pid} <- Who],
    [show(io_lib:format("check ~p ~p", [Name, Options]), fun() -> erlang:check_process_code(Pid, ?MODULE, Options) end)
     || {Name, Pid} <- Who, Options <- [[], [{allow_gc, true}], [{allow_gc, false}], [{allow_gc, thing}], [thing], thing]],
    [show(io_lib:format("check ~p later", [Name]), fun() ->
         {erlang:check_process_code(Pid, ?MODULE, [{async, {my, id}}]), receive M -> M after 1000 -> nothing end} end) || {Name, Pid} <- Who],
    show("check of no module", fun() -> erlang:check_process_code(self(), id("text")) end),
    show("check of a module that is not loaded", fun() -> erlang:check_process_code(self(), nowhere_to_be_found) end),
    show("old code of this module", fun() -> erlang:check_old_code(?MODULE) end),
    show("old code of no module", fun() -> erlang:check_old_code(id("text")) end).

show(What, Fun) -> io:format("~s: ~p~n", [What, try Fun() catch Class:Reason -> {Class, Reason} end]).

id(Term) -> Term.
