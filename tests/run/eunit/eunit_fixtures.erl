-module(eunit_fixtures).
-include_lib("eunit/include/eunit.hrl").
-export([main/0, tests_of/0]).

main() ->
    [report(Set, [verbose]) || Set <- sets()].

sets() ->
    [{setup, fun start/0, fun stop/1, fun(X) -> [?_assertEqual(7, X), {"other", ?_assertEqual(8, X)}] end},
     {"local", {setup, local, fun() -> put(key, value) end, fun stop/1, [?_assertEqual(value, get(key))]}},
     {"elsewhere", {setup, fun() -> put(key, value) end, [?_assertEqual(undefined, get(key))]}},
     {foreach, fun start/0, fun stop/1, [fun(X) -> ?_assert(X > 0) end, fun(X) -> {"titled", ?_assert(X < 0)} end]},
     {"foreachx", {foreachx, fun(X) -> X * 2 end, fun(_, _) -> ok end,
                   [{1, fun(X, Y) -> ?_assertEqual(X, Y) end}, {2, fun(_, Y) -> ?_assertEqual(4, Y) end}]}},
     {setup, fun start/0, {with, [fun(X) -> ?assertEqual(7, X) end, fun(X) -> ?assertEqual(8, X) end]}},
     {with, 3, [fun(X) -> ?assert(X > 2) end]},
     [{"setup fails", {setup, fun() -> error(broken) end, [fun never/0]}}, {"goes on", fun start/0}],
     [{setup, fun start/0, fun(_) -> exit(broken) end, [fun start/0]}, {"goes on", fun start/0}],
     [{setup, fun start/0, fun stop/1, fun(_) -> throw(broken) end}, {"goes on", fun start/0}],
     [{"killed", {setup, spawn, fun start/0, fun stop/1, [fun() -> timer:sleep(20), exit(self(), kill) end, fun never/0]}},
      {"goes on", fun start/0}],
     {generator, fun() -> [fun start/0, ?_test(start())] end},
     {generator, ?MODULE, tests_of}].

start() -> 7.

stop(_) -> ok.

never() -> error(run).

tests_of() -> {"generated", [fun start/0, {"twice", fun start/0}]}.

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
