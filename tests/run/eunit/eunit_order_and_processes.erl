-module(eunit_order_and_processes).
-include_lib("eunit/include/eunit.hrl").
-export([main/0]).

main() ->
    [report(Set, [verbose]) || Set <- sets()].

sets() ->
    [{"in order", [fun() -> put(seen, 1) end, fun() -> ?assertEqual(1, get(seen)) end]},
     {inparallel, [slow(60), slow(30), {"group", [slow(40), {"quick", fun ok/0}]}, fun ok/0]},
     {"limited", {inparallel, 1, [slow(5), fun ok/0]}},
     {"apart", {spawn, [fun() -> ?assertEqual(undefined, get(seen)) end, fun() -> put(seen, 2) end]}},
     [fun ok/0, fun() -> exit(self(), kill) end, fun never/0],
     [{"outer", [{"killed", {spawn, [fun ok/0, fun() -> exit(self(), kill) end, fun never/0]}}, fun ok/0]}, fun ok/0],
     [fun() -> spawn_link(fun() -> exit(bad) end), timer:sleep(1000) end, fun never/0],
     fun() -> process_flag(trap_exit, true), P = spawn_link(fun() -> exit(bad) end), receive {'EXIT', P, bad} -> ok end end,
     fun() -> exit(normal) end,
     fun() -> spawn(fun() -> io:format("of a child") end), timer:sleep(50), error(shown) end,
     fun() -> {ok, [{io, eof}]} = {ok, [{io, io:get_line("")}]}, true = ?UNDER_EUNIT end].

slow(Time) -> fun() -> timer:sleep(Time) end.

ok() -> ok.

never() -> error(run).

%% Prints the report without what differs from run to run: times, and the frames of EUnit itself.
report(Tests, Options) ->
    Server = spawn_link(fun() -> collect([]) end),
    {Pid, Monitor} = spawn_monitor(fun() -> group_leader(Server, self()), exit({result, eunit:test(Tests, Options)}) end),
    receive {'DOWN', Monitor, process, Pid, {result, Result}} -> ok end,
    Server ! {text, self()},
    Text = receive {text, Chars} -> Chars end,
    Lines = [Line || Line <- string:split(Text, "\n", all), string:find(Line, "in call from eunit_") =:= nomatch],
    io:put_chars(lists:join($\n, [without_time(Line) || Line <- Lines])),
    io:format("~p~n~n", [Result]).

collect(Texts) ->
    receive
        {io_request, From, Ref, {put_chars, unicode, M, F, A}} ->
            collect_text(From, Ref, unicode:characters_to_list(apply(M, F, A)), Texts);
        {io_request, From, Ref, {put_chars, unicode, Text}} ->
            collect_text(From, Ref, unicode:characters_to_list(Text), Texts);
        {text, From} -> From ! {text, lists:append(lists:reverse(Texts))}
    end.

collect_text(From, Ref, Text, Texts) ->
    From ! {io_reply, Ref, ok},
    collect([Text | Texts]).

without_time(Line) ->
    case {string:split(Line, "...["), string:split(Line, "[done in")} of
        {[Test, _], _} -> Test ++ "...ok";
        {_, [Indent, _]} -> Indent ++ "[done]";
        _ -> string:replace(Line, "tests/run/eunit/", "")
    end.
