%%% The report that EUnit prints.
-module(eunit_tty).
-behaviour(eunit_listener).

-export([init/1, handle_begin/3, handle_end/3, handle_cancel/3, terminate/2]).

-define(BAR, "=======================================================\n").

%% Options: verbose; no_tty (nothing is printed); {print_depth, N} for the terms in the report.
-spec init(list()) -> map().
init(Options) ->
    State = #{verbose => proplists:get_bool(verbose, Options),
              silent => proplists:get_bool(no_tty, Options),
              depth => proplists:get_value(print_depth, Options, 20),
              indent => 0,
              ended => []},
    verbose("======================== EUnit ========================\n", State),
    State.

%% A group or a test begins.
-spec handle_begin(test | group, list(), map()) -> map().
handle_begin(test, Data, State) ->
    verbose([indentation(State), eunit_lib:source(Data), "..."], State),
    State;
handle_begin(group, Data, #{ended := Ended} = State) ->
    case proplists:get_value(desc, Data) of
        undefined -> State#{ended := [0 | Ended]};
        Desc ->
            verbose([indentation(State), Desc, $\n], State),
            indent(1, State#{ended := [0 | Ended]})
    end.

%% A group or a test has ended.
-spec handle_end(test | group, list(), map()) -> map().
handle_end(test, Data, State) ->
    Time = proplists:get_value(time, Data),
    case proplists:get_value(status, Data) of
        ok when Time > 0 -> verbose(["[", seconds(Time), " s] ok\n"], State);
        ok -> verbose("ok\n", State);
        {error, Exception} ->
            source_unless_verbose(Data, State),
            Output = proplists:get_value(output, Data),
            print(["*failed*\n", eunit_lib:format_exception(Exception, maps:get(depth, State)),
                   "  output:<<\"", Output, "\">>\n\n"], State);
        {skipped, Why} ->
            source_unless_verbose(Data, State),
            print(["*did not run*\n::", eunit_lib:format_skip(Why), $\n], State)
    end,
    count_ended(1, State);
handle_end(group, Data, #{ended := [Count | Ended]} = State) ->
    Time = proplists:get_value(time, Data),
    State1 = count_ended(Count, State#{ended := Ended}),
    case proplists:get_value(desc, Data) of
        undefined -> State1;
        _ when Count > 0; Time > 0 ->
            verbose([indentation(State1), "[done in ", seconds(Time), " s]\n"], State1),
            indent(-1, State1);
        _ -> indent(-1, State1)
    end.

%% A group or a test was cancelled.
-spec handle_cancel(test | group, list(), map()) -> map().
handle_cancel(test, Data, State) ->
    source_unless_verbose(Data, State),
    print(eunit_lib:format_reason(Data, maps:get(depth, State)), State),
    State;
handle_cancel(group, Data, #{ended := [Count | Ended]} = State) ->
    State1 = count_ended(Count, State#{ended := Ended}),
    case proplists:get_value(reason, Data) of
        undefined -> ok;
        {blame, _} -> group_name(proplists:get_value(desc, Data), State1);
        _ ->
            group_name(proplists:get_value(desc, Data), State1),
            print_reason(eunit_lib:format_reason(Data, maps:get(depth, State)), State1)
    end,
    %% Groups without a name, which were not indented, take one level away all the same, as OTP's do.
    indent(-1, State1).

group_name(undefined, #{verbose := true} = State) -> print([indentation(State), "undefined\n"], State);
group_name(_, #{verbose := true}) -> ok;
group_name(undefined, State) -> print("undefined\n", State);
group_name(Desc, State) -> print([Desc, $\n], State).

print_reason(Text, #{verbose := true} = State) -> print([indentation(State), Text], State);
print_reason(Text, State) -> print(Text, State).

%% Everything has run: prints how many passed.
-spec terminate({ok, list()}, map()) -> ok.
terminate({ok, [{pass, 0}, {fail, 0}, {skip, 0}, {cancel, 0}]}, State) ->
    print("  There were no tests to run.\n", State);
terminate({ok, [{pass, Pass}, {fail, 0}, {skip, 0}, {cancel, 0}]}, State) ->
    verbose(?BAR, State),
    print(case Pass of
              1 -> "  Test passed.\n";
              2 -> "  2 tests passed.\n";
              _ -> io_lib:format("  All ~w tests passed.\n", [Pass])
          end, State);
terminate({ok, [{pass, Pass}, {fail, Fail}, {skip, Skip}, {cancel, Cancel}]}, State) ->
    print([?BAR, io_lib:format("  Failed: ~w.  Skipped: ~w.  Passed: ~w.\n", [Fail, Skip, Pass]),
           ["One or more tests were cancelled.\n" || Cancel > 0]], State).

%%% Printing

source_unless_verbose(_, #{verbose := true}) -> ok;
source_unless_verbose(Data, State) -> print([eunit_lib:source(Data), "..."], State).

%% Notes in the innermost group how many tests have ended in it.
count_ended(More, #{ended := [Count | Outer]} = State) -> State#{ended := [Count + More | Outer]};
count_ended(_, State) -> State.

indent(By, #{indent := Indent} = State) -> State#{indent := Indent + By}.

indentation(#{indent := Indent}) -> lists:duplicate(max(0, Indent) * 2, $\s).

seconds(Milliseconds) -> io_lib:format("~.3f", [Milliseconds / 1000]).

verbose(Text, #{verbose := true} = State) -> print(Text, State);
verbose(_, _) -> ok.

print(_, #{silent := true}) -> ok;
print(Text, _) -> io:put_chars(Text).
