%%% The assertion macros. Each raises error({Kind, Information}) when it does not hold, with the items that OTP
%%% documents. -define(NOASSERT, true) turns them into ok, unless ASSERT is defined, too.

-ifdef(ASSERT).
-undef(NOASSERT).
-endif.

-ifndef(ERLET_ASSERT_HRL).
-define(ERLET_ASSERT_HRL, true).

-ifdef(NOASSERT).
-define(assert(Expr), ok).
-define(assert(Expr, Comment), ok).
-define(assertNot(Expr), ok).
-define(assertNot(Expr, Comment), ok).
-define(assertMatch(Guard, Expr), ok).
-define(assertMatch(Guard, Expr, Comment), ok).
-define(assertNotMatch(Guard, Expr), ok).
-define(assertNotMatch(Guard, Expr, Comment), ok).
-define(assertEqual(Expected, Expr), ok).
-define(assertEqual(Expected, Expr, Comment), ok).
-define(assertNotEqual(Unexpected, Expr), ok).
-define(assertNotEqual(Unexpected, Expr, Comment), ok).
-define(assertException(Class, Term, Expr), ok).
-define(assertException(Class, Term, Expr, Comment), ok).
-define(assertNotException(Class, Term, Expr), ok).
-define(assertNotException(Class, Term, Expr, Comment), ok).
-else.

%% Where an assertion stands, with its comment if it has one.
-define(erlet_place, [{module, ?MODULE}, {line, ?LINE}]).
-define(erlet_place(Comment), [{module, ?MODULE}, {line, ?LINE}, {comment, (Comment)}]).

-define(assert(Expr), ?erlet_assert(Expr, ?erlet_place, ??Expr)).
-define(assert(Expr, Comment), ?erlet_assert(Expr, ?erlet_place(Comment), ??Expr)).
-define(erlet_assert(Expr, Place, Text), begin
    ((fun() ->
        case (Expr) of
            true -> ok;
            Erlet__Value ->
                erlang:error({assert, Place ++ [{expression, (Text)}, {expected, true},
                    case Erlet__Value of
                        false -> {value, false};
                        _ -> {not_boolean, Erlet__Value}
                    end]})
        end
    end)()) end).

-define(assertNot(Expr), ?erlet_assertNot(Expr, ?erlet_place, ??Expr)).
-define(assertNot(Expr, Comment), ?erlet_assertNot(Expr, ?erlet_place(Comment), ??Expr)).
-define(erlet_assertNot(Expr, Place, Text), begin
    ((fun() ->
        case (Expr) of
            false -> ok;
            Erlet__Value ->
                erlang:error({assert, Place ++ [{expression, (Text)}, {expected, false},
                    case Erlet__Value of
                        true -> {value, true};
                        _ -> {not_boolean, Erlet__Value}
                    end]})
        end
    end)()) end).

-define(assertMatch(Guard, Expr), ?erlet_assertMatch(Guard, Expr, ?erlet_place, ??Expr, ??Guard)).
-define(assertMatch(Guard, Expr, Comment),
    ?erlet_assertMatch(Guard, Expr, ?erlet_place(Comment), ??Expr, ??Guard)).
-define(erlet_assertMatch(Guard, Expr, Place, Text, Pattern), begin
    ((fun() ->
        case (Expr) of
            Guard -> ok;
            Erlet__Value ->
                erlang:error({assertMatch,
                    Place ++ [{expression, (Text)}, {pattern, (Pattern)}, {value, Erlet__Value}]})
        end
    end)()) end).

-define(assertNotMatch(Guard, Expr), ?erlet_assertNotMatch(Guard, Expr, ?erlet_place, ??Expr, ??Guard)).
-define(assertNotMatch(Guard, Expr, Comment),
    ?erlet_assertNotMatch(Guard, Expr, ?erlet_place(Comment), ??Expr, ??Guard)).
-define(erlet_assertNotMatch(Guard, Expr, Place, Text, Pattern), begin
    ((fun() ->
        Erlet__Value = (Expr),
        case Erlet__Value of
            Guard ->
                erlang:error({assertNotMatch,
                    Place ++ [{expression, (Text)}, {pattern, (Pattern)}, {value, Erlet__Value}]});
            _ -> ok
        end
    end)()) end).

-define(assertEqual(Expected, Expr), ?erlet_assertEqual(Expected, Expr, ?erlet_place, ??Expr)).
-define(assertEqual(Expected, Expr, Comment),
    ?erlet_assertEqual(Expected, Expr, ?erlet_place(Comment), ??Expr)).
-define(erlet_assertEqual(Expected, Expr, Place, Text), begin
    ((fun() ->
        Erlet__Expected = (Expected),
        case (Expr) of
            Erlet__Expected -> ok;
            Erlet__Value ->
                erlang:error({assertEqual,
                    Place ++ [{expression, (Text)}, {expected, Erlet__Expected}, {value, Erlet__Value}]})
        end
    end)()) end).

-define(assertNotEqual(Unexpected, Expr), ?erlet_assertNotEqual(Unexpected, Expr, ?erlet_place, ??Expr)).
-define(assertNotEqual(Unexpected, Expr, Comment),
    ?erlet_assertNotEqual(Unexpected, Expr, ?erlet_place(Comment), ??Expr)).
-define(erlet_assertNotEqual(Unexpected, Expr, Place, Text), begin
    ((fun() ->
        Erlet__Unexpected = (Unexpected),
        case (Expr) of
            Erlet__Unexpected ->
                erlang:error({assertNotEqual, Place ++ [{expression, (Text)}, {value, Erlet__Unexpected}]});
            _ -> ok
        end
    end)()) end).

-define(assertException(Class, Term, Expr),
    ?erlet_assertException(Class, Term, Expr, ?erlet_place, ??Class, ??Term, ??Expr)).
-define(assertException(Class, Term, Expr, Comment),
    ?erlet_assertException(Class, Term, Expr, ?erlet_place(Comment), ??Class, ??Term, ??Expr)).
-define(erlet_assertException(Class, Term, Expr, Place, ClassText, TermText, Text), begin
    ((fun() ->
        try (Expr) of
            Erlet__Value ->
                erlang:error({assertException, Place ++ [{expression, (Text)},
                    {pattern, "{ " ++ (ClassText) ++ " , " ++ (TermText) ++ " , [...] }"},
                    {unexpected_success, Erlet__Value}]})
        catch
            Class:Term -> ok;
            Erlet__Class:Erlet__Reason:Erlet__Stack ->
                erlang:error({assertException, Place ++ [{expression, (Text)},
                    {pattern, "{ " ++ (ClassText) ++ " , " ++ (TermText) ++ " , [...] }"},
                    {unexpected_exception, {Erlet__Class, Erlet__Reason, Erlet__Stack}}]})
        end
    end)()) end).

-define(assertNotException(Class, Term, Expr),
    ?erlet_assertNotException(Class, Term, Expr, ?erlet_place, ??Class, ??Term, ??Expr)).
-define(assertNotException(Class, Term, Expr, Comment),
    ?erlet_assertNotException(Class, Term, Expr, ?erlet_place(Comment), ??Class, ??Term, ??Expr)).
-define(erlet_assertNotException(Class, Term, Expr, Place, ClassText, TermText, Text), begin
    ((fun() ->
        try (Expr) of
            _ -> ok
        catch
            Erlet__Class:Erlet__Reason:Erlet__Stack ->
                case Erlet__Class of
                    Class ->
                        case Erlet__Reason of
                            Term ->
                                erlang:error({assertNotException, Place ++ [{expression, (Text)},
                                    {pattern, "{ " ++ (ClassText) ++ " , " ++ (TermText) ++ " , [...] }"},
                                    {unexpected_exception, {Erlet__Class, Erlet__Reason, Erlet__Stack}}]});
                            _ -> ok
                        end;
                    _ -> ok
                end
        end
    end)()) end).
-endif.

-define(assertError(Term, Expr), ?assertException(error, Term, Expr)).
-define(assertError(Term, Expr, Comment), ?assertException(error, Term, Expr, Comment)).
-define(assertExit(Term, Expr), ?assertException(exit, Term, Expr)).
-define(assertExit(Term, Expr, Comment), ?assertException(exit, Term, Expr, Comment)).
-define(assertThrow(Term, Expr), ?assertException(throw, Term, Expr)).
-define(assertThrow(Term, Expr, Comment), ?assertException(throw, Term, Expr, Comment)).
-endif.
