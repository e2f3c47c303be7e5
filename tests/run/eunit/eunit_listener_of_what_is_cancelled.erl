%% What a listener is told of tests and groups that are cancelled: why, whom to blame, and how many.
-module(eunit_listener_of_what_is_cancelled).
-behaviour(eunit_listener).
-export([main/0, start/1, init/1, handle_begin/3, handle_end/3, handle_cancel/3, terminate/2]).

main() ->
    Sets = [{timeout, 0.05, fun sleeps/0}, {setup, fun() -> throw(x) end, fun passes/0}, {setup, fun passes/0, fun(_) -> error(y) end, fun passes/0},
            {inorder, {timeout, 0.05, [fun sleeps/0, fun passes/0]}}, {spawn, fun dies/0}, {timeout, 0.05, {spawn, [fun sleeps/0]}},
            {"bad", foo}, {module, no_such_module_at_all}, {file, "none"}, {inparallel, [fun passes/0]},
            [fun passes/0, {"g", [{"h", {timeout, 0.05, fun sleeps/0}}, fun passes/0]}, fun passes/0]],
    [begin
         io:format(user, "~nset ~p~n", [Index]),
         eunit:test([Set], [no_tty, {report, {?MODULE, []}}])
     end || {Index, Set} <- lists:zip(lists:seq(1, length(Sets)), Sets)].

passes() -> ok.
sleeps() -> timer:sleep(2000).
dies() -> exit(self(), kill), timer:sleep(100).

start(Options) -> eunit_listener:start(?MODULE, Options).
init(_) -> receive {start, _} -> [] end.

handle_begin(Kind, Data, State) -> told('begin', Kind, Data, State).
handle_end(Kind, Data, State) -> told('end', Kind, Data, State).
handle_cancel(Kind, Data, State) -> told(cancel, Kind, Data, State).

terminate({ok, Counts}, _) -> io:format(user, "~0p~n", [lists:sort(Counts)]);
terminate(Other, _) -> io:format(user, "~0p~n", [Other]).

told(Event, Kind, Data, State) ->
    io:format(user, "~p ~p ~0p~n", [Event, Kind, [lasting(Item) || Item <- lists:sort(Data)]]),
    State.

%% Without times and what is in frames.
lasting({time, _}) -> time;
lasting({status, {error, {Class, Reason, _}}}) -> {status, Class, Reason};
lasting({reason, {timeout, #{stacktrace := [_ | _]}}}) -> {reason, timeout};
lasting({reason, {abort, {Why, {Class, Reason, Frames}}}}) -> {reason, Why, Class, Reason, length(Frames)};
lasting(Other) -> Other.
