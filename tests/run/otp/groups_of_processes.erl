%% Groups of processes of the module pg.
-module(groups_of_processes).
-export([main/0]).

main() ->
    A = waiting(),
    Self = self(),
    show(no_scope, fun() -> {pg:get_members(g), catch element(1, element(2, catch pg:which_groups()))} end),
    {ok, Scope} = pg:start_link(),
    show(again, fun() -> {error, {already_started, Other}} = pg:start_link(), Other =:= Scope end),
    show(scopes, fun() -> [element(1, Start) || Start <- [pg:start_link(one), pg:start(two)]] end),
    Names = #{A => a, Self => me},
    Members = fun(Pids) -> [maps:get(Pid, Names) || Pid <- Pids] end,
    show(join, fun() -> {pg:join(g, self()), pg:join(g, [A, self(), A])} end),
    show(members, fun() -> {Members(pg:get_members(g)), Members(pg:get_local_members(g))} end),
    show(groups, fun() -> {pg:which_groups(), pg:which_local_groups(), pg:which_groups(one)} end),
    show(other_scope, fun() -> {pg:join(one, {any, "term"}, A), pg:which_groups(one), Members(pg:get_members(one, {any, "term"}))} end),
    [show(wrong, fun() -> pg:join(g, Wrong) end) || Wrong <- [no_pid, [no_pid], "pids"]],
    show(leave, fun() -> {pg:leave(g, self()), Members(pg:get_members(g))} end),
    show(leave_several, fun() -> {pg:leave(g, [self(), A]), Members(pg:get_members(g))} end),
    show(not_joined, fun() -> {pg:leave(g, Scope), pg:leave(nothing, self())} end),
    show(leave_all, fun() -> {pg:leave(g, [A, self(), A, self()]), pg:which_groups()} end),
    changes(A).

changes(A) ->
    pg:join(h, A),
    {Scope, Groups} = pg:monitor_scope(),
    {Group, Members} = pg:monitor(h),
    C = waiting(),
    Names = #{Scope => scope, Group => group, A => a, C => c},
    show(now, fun() -> {maps:map(fun(_, Pids) -> named(Pids, Names) end, Groups), named(Members, Names)} end),
    pg:join(h, C),
    pg:join(h, [C, A]),
    pg:join(i, C),
    pg:leave(h, A),
    exit(C, kill),
    timer:sleep(100),
    Told = told(Names),
    show(scope, fun() -> [Change || {scope, Change} <- Told, not is_tuple(Change) orelse element(1, Change) =/= gone] end),
    show(group, fun() -> [Change || {group, Change} <- Told] end),
    show(ended, fun() -> {named(pg:get_members(h), Names), pg:which_groups()} end),
    show(demonitor, fun() -> [pg:demonitor(Ref) || Ref <- [Scope, Group, Group, make_ref()]] end),
    pg:leave(h, A),
    show(no_more, fun() -> told(Names) end).

named(Pids, Names) -> [maps:get(Pid, Names) || Pid <- Pids].

told(Names) ->
    receive
        {Ref, Change, Group, Pids} -> [{maps:get(Ref, Names), {Change, Group, named(Pids, Names)}} | told(Names)]
    after 50 -> []
    end.

waiting() -> spawn(fun() -> receive stop -> ok end end).

show(What, Test) ->
    Result = try Test()
             catch Class:Reason -> {Class, Reason}
             end,
    io:format("~p: ~p~n", [What, Result]).
