%% allow: warnings
%% What a listener of one's own is told: begins, ends and cancels with their data.
-module(eunit_own_listener).
-behaviour(eunit_listener).
-include_lib("eunit/include/eunit.hrl").
-export([main/0, start/1, init/1, handle_begin/3, handle_end/3, handle_cancel/3, terminate/2]).

main() ->
    Tests = [fun passes/0, fun fails/0, {"titled \x{e9}\x{3bb}", fun prints/0},
             {"broken setup", {setup, fun() -> error(setup) end, fun() -> ok end}}, {spawn, fun passes/0},
             {inorder, [fun passes/0, fun passes/0]}, {"group", {spawn, [fun passes/0]}},
             {inparallel, 2, [fun passes/0, fun prints/0]}, {timeout, 5, [{"in time", fun passes/0}]}, {module, ?MODULE}],
    io:format("~p~n", [eunit:test(Tests, [no_tty, {report, {?MODULE, [an_option]}}])]).

one_test() -> ok.
two_test_() -> [{"generated", ?_assert(true)}, {no_such_module_at_all, f}].

passes() -> ok.
fails() -> error(bad).
prints() -> io:format("text ~ts", [[955]]).

start(Options) -> eunit_listener:start(?MODULE, Options).

init(Options) ->
    receive {start, Reference} when is_reference(Reference) -> [] end,
    Options.

handle_begin(Kind, Data, Options) -> told('begin', Kind, Data, Options).
handle_end(Kind, Data, Options) -> told('end', Kind, Data, Options).
handle_cancel(Kind, Data, Options) -> told(cancel, Kind, Data, Options).

terminate(Result, Options) -> io:format(user, "~p~n", [{Result, Options}]).

told(Event, Kind, Data, Options) ->
    io:format(user, "~p ~p~n", [{Event, Kind}, [lasting(Item) || Item <- lists:sort(Data)]]),
    Options.

%% Without times and traces.
lasting({time, Time}) when is_integer(Time) -> time;
lasting({status, {error, {Class, Reason, _}}}) -> {status, Class, Reason};
lasting({reason, {abort, {Why, {Class, Reason, _}}}}) -> {reason, Why, Class, Reason};
lasting({reason, {abort, {Why, Details}}}) -> {reason, Why, Details};
lasting(Other) -> Other.
