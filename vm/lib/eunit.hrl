%%% EUnit's macros. Including this file defines TEST and EUNIT unless NOTEST is defined, exports the test functions and
%%% makes test/0 unless EUNIT_NOAUTO is defined.

-ifndef(EUNIT_HRL).
-define(EUNIT_HRL, true).

%% What was defined before decides: TEST beats NOTEST, testing beats NOASSERT and NODEBUG, DEBUG beats NODEBUG.
-ifdef(TEST).
-undef(NOTEST).
-endif.
-ifndef(NOTEST).
-undef(TEST).
-define(TEST, true).
-undef(NOASSERT).
-endif.
-undef(EUNIT).
-ifdef(TEST).
-define(EUNIT, true).
-endif.
-ifdef(DEBUG).
-undef(NODEBUG).
-endif.
-ifdef(NODEBUG).
-ifndef(TEST).
-define(NOASSERT, true).
-endif.
-endif.

-include_lib("stdlib/include/assert.hrl").

-ifdef(EUNIT).
-ifndef(EUNIT_NOAUTO).
-compile({parse_transform, eunit_autoexport}).
-endif.
-endif.

%%% Expressions

-ifndef(LET).
-define(LET(X, Y, Z), begin ((fun(X) -> (Z) end)(Y)) end).
-endif.
-ifndef(IF).
-define(IF(B, T, F), begin (case (B) of true -> (T); false -> (F) end) end).
-endif.
-ifndef(MATCHES).
-define(MATCHES(G, E), begin (case (E) of G -> true; _ -> false end) end).
-endif.

%% Whether the calling process, or the one that started it, runs a test; and what tests of it have printed so far.
-define(UNDER_EUNIT, (eunit_output:is_output(group_leader()))).
-define(capturedOutput, (eunit_output:peek(group_leader()))).

%%% Tests

-define(_test(Expr), {?LINE, fun() -> (Expr) end}).
-define(_assert(Expr), ?_test(?assert(Expr))).
-define(_assertNot(Expr), ?_assert(not (Expr))).
-define(_assertMatch(Guard, Expr), ?_test(?assertMatch(Guard, Expr))).
-define(_assertNotMatch(Guard, Expr), ?_test(?assertNotMatch(Guard, Expr))).
-define(_assertEqual(Expected, Expr), ?_test(?assertEqual(Expected, Expr))).
-define(_assertNotEqual(Unexpected, Expr), ?_test(?assertNotEqual(Unexpected, Expr))).
-define(_assertException(Class, Term, Expr), ?_test(?assertException(Class, Term, Expr))).
-define(_assertNotException(Class, Term, Expr), ?_test(?assertNotException(Class, Term, Expr))).
-define(_assertError(Term, Expr), ?_assertException(error, Term, Expr)).
-define(_assertExit(Term, Expr), ?_assertException(exit, Term, Expr)).
-define(_assertThrow(Term, Expr), ?_assertException(throw, Term, Expr)).

%%% Commands of the operating system: `?cmd` gives what one writes and fails unless its status is 0.

-define(_cmd_(Cmd), (eunit_lib:command(Cmd))).
-define(cmd(Cmd), ?cmdStatus(0, Cmd)).
-define(cmdStatus(Status, Cmd), begin
    ((fun() ->
        case ?_cmd_(Cmd) of
            {(Status), Erlet__Output} -> Erlet__Output;
            {Erlet__Status, _} ->
                erlang:error({command_failed, ?erlet_place ++
                    [{command, (Cmd)}, {expected_status, (Status)}, {status, Erlet__Status}]})
        end
    end)()) end).

-ifdef(NOASSERT).
-define(assertCmd(Cmd), ok).
-define(assertCmdStatus(Status, Cmd), ok).
-define(assertCmdOutput(Text, Cmd), ok).
-else.
-define(assertCmd(Cmd), ?assertCmdStatus(0, Cmd)).
-define(assertCmdStatus(Status, Cmd), begin
    ((fun() ->
        case ?_cmd_(Cmd) of
            {(Status), _} -> ok;
            {Erlet__Status, _} ->
                erlang:error({assertCmd_failed, ?erlet_place ++
                    [{command, (Cmd)}, {expected_status, (Status)}, {status, Erlet__Status}]})
        end
    end)()) end).
-define(assertCmdOutput(Text, Cmd), begin
    ((fun() ->
        case ?_cmd_(Cmd) of
            {_, (Text)} -> ok;
            {_, Erlet__Output} ->
                erlang:error({assertCmdOutput_failed, ?erlet_place ++
                    [{command, (Cmd)}, {expected_output, (Text)}, {output, Erlet__Output}]})
        end
    end)()) end).
-endif.

-define(_cmd(Cmd), ?_test(?cmd(Cmd))).
-define(_cmdStatus(Status, Cmd), ?_test(?cmdStatus(Status, Cmd))).
-define(_assertCmd(Cmd), ?_test(?assertCmd(Cmd))).
-define(_assertCmdStatus(Status, Cmd), ?_test(?assertCmdStatus(Status, Cmd))).
-define(_assertCmdOutput(Text, Cmd), ?_test(?assertCmdOutput(Text, Cmd))).

%%% Debugging: output that is not captured

-ifdef(NODEBUG).
-define(debugMsg(Text), ok).
-define(debugHere, ok).
-define(debugFmt(Format, Args), ok).
-define(debugVal(Expr), (Expr)).
-define(debugVal(Expr, Depth), (Expr)).
-define(debugValAll(Expr), (Expr)).
-define(debugTime(Text, Expr), (Expr)).
-else.
-define(debugMsg(Text), (eunit_lib:debug(?FILE, ?LINE, Text))).
-define(debugHere, (?debugMsg("<-"))).
-define(debugFmt(Format, Args), (?debugMsg(io_lib:format((Format), (Args))))).
-ifndef(EUNIT_DEBUG_VAL_DEPTH).
-define(EUNIT_DEBUG_VAL_DEPTH, 15).
-endif.
-define(debugVal(Expr), ?debugVal(Expr, ?EUNIT_DEBUG_VAL_DEPTH)).
-define(debugVal(Expr, Depth), begin
    ((fun(Erlet__Value) ->
        eunit_lib:debug_value(?FILE, ?LINE, (??Expr), Erlet__Value, Depth)
    end)(Expr)) end).
-define(debugValAll(Expr), ?debugVal(Expr, -1)).
-define(debugTime(Text, Expr), (eunit_lib:debug_time(?FILE, ?LINE, Text, fun() -> (Expr) end))).
-endif.

-endif.
