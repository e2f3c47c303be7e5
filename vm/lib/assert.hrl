%%% The assertion macros of assert.hrl and eunit.hrl. Each raises error({Kind, Information}) when it does not hold,
%%% with the items that OTP documents. -define(NOASSERT, true) turns them into ok.

-ifndef(ERLET_ASSERT_HRL).
-define(ERLET_ASSERT_HRL, true).

-ifdef(NOASSERT).
-define(assert(Expr), ok).
-define(assertNot(Expr), ok).
-define(assertMatch(Guard, Expr), ok).
-define(assertNotMatch(Guard, Expr), ok).
-define(assertEqual(Expected, Expr), ok).
-define(assertNotEqual(Unexpected, Expr), ok).
-define(assertException(Class, Term, Expr), ok).
-define(assertNotException(Class, Term, Expr), ok).
-define(assert(Expr, Comment), ok).
-define(assertNot(Expr, Comment), ok).
-define(assertMatch(Guard, Expr, Comment), ok).
-define(assertNotMatch(Guard, Expr, Comment), ok).
-define(assertEqual(Expected, Expr, Comment), ok).
-define(assertNotEqual(Unexpected, Expr, Comment), ok).
-else.

-define(erlet_place, {module, ?MODULE}, {line, ?LINE}).

-define(assert(Expr), begin
    ((fun() ->
        case (Expr) of
            true -> ok;
            false -> erlang:error({assert, [?erlet_place, {expression, (??Expr)}, {expected, true}, {value, false}]});
            Other -> erlang:error({assert, [?erlet_place, {expression, (??Expr)}, {expected, true}, {not_boolean, Other}]})
        end
    end)()) end).
-define(assert(Expr, Comment), begin
    ((fun() ->
        case (Expr) of
            true -> ok;
            false -> erlang:error({assert, [?erlet_place, {comment, (Comment)}, {expression, (??Expr)}, {expected, true}, {value, false}]});
            Other -> erlang:error({assert, [?erlet_place, {comment, (Comment)}, {expression, (??Expr)}, {expected, true}, {not_boolean, Other}]})
        end
    end)()) end).
-define(assertNot(Expr), begin
    ((fun() ->
        case (Expr) of
            false -> ok;
            true -> erlang:error({assert, [?erlet_place, {expression, (??Expr)}, {expected, false}, {value, true}]});
            Other -> erlang:error({assert, [?erlet_place, {expression, (??Expr)}, {expected, false}, {not_boolean, Other}]})
        end
    end)()) end).
-define(assertNot(Expr, Comment), begin
    ((fun() ->
        case (Expr) of
            false -> ok;
            true -> erlang:error({assert, [?erlet_place, {comment, (Comment)}, {expression, (??Expr)}, {expected, false}, {value, true}]});
            Other -> erlang:error({assert, [?erlet_place, {comment, (Comment)}, {expression, (??Expr)}, {expected, false}, {not_boolean, Other}]})
        end
    end)()) end).
-define(assertMatch(Guard, Expr), begin
    ((fun() ->
        case (Expr) of
            Guard -> ok;
            Other -> erlang:error({assertMatch, [?erlet_place, {expression, (??Expr)}, {pattern, (??Guard)}, {value, Other}]})
        end
    end)()) end).
-define(assertMatch(Guard, Expr, Comment), begin
    ((fun() ->
        case (Expr) of
            Guard -> ok;
            Other -> erlang:error({assertMatch, [?erlet_place, {comment, (Comment)}, {expression, (??Expr)}, {pattern, (??Guard)}, {value, Other}]})
        end
    end)()) end).
-define(assertNotMatch(Guard, Expr), begin
    ((fun() ->
        Value = (Expr),
        case Value of
            Guard -> erlang:error({assertNotMatch, [?erlet_place, {expression, (??Expr)}, {pattern, (??Guard)}, {value, Value}]});
            _ -> ok
        end
    end)()) end).
-define(assertNotMatch(Guard, Expr, Comment), begin
    ((fun() ->
        Value = (Expr),
        case Value of
            Guard -> erlang:error({assertNotMatch, [?erlet_place, {comment, (Comment)}, {expression, (??Expr)}, {pattern, (??Guard)}, {value, Value}]});
            _ -> ok
        end
    end)()) end).
-define(assertEqual(Expected, Expr), begin
    ((fun() ->
        Wanted = (Expected),
        case (Expr) of
            Wanted -> ok;
            Value -> erlang:error({assertEqual, [?erlet_place, {expression, (??Expr)}, {expected, Wanted}, {value, Value}]})
        end
    end)()) end).
-define(assertEqual(Expected, Expr, Comment), begin
    ((fun() ->
        Wanted = (Expected),
        case (Expr) of
            Wanted -> ok;
            Value -> erlang:error({assertEqual, [?erlet_place, {comment, (Comment)}, {expression, (??Expr)}, {expected, Wanted}, {value, Value}]})
        end
    end)()) end).
-define(assertNotEqual(Unexpected, Expr), begin
    ((fun() ->
        Unwanted = (Unexpected),
        case (Expr) of
            Unwanted -> erlang:error({assertNotEqual, [?erlet_place, {expression, (??Expr)}, {value, Unwanted}]});
            _ -> ok
        end
    end)()) end).
-define(assertNotEqual(Unexpected, Expr, Comment), begin
    ((fun() ->
        Unwanted = (Unexpected),
        case (Expr) of
            Unwanted -> erlang:error({assertNotEqual, [?erlet_place, {comment, (Comment)}, {expression, (??Expr)}, {value, Unwanted}]});
            _ -> ok
        end
    end)()) end).
-define(assertException(Class, Term, Expr), begin
    ((fun() ->
        try (Expr) of
            Value -> erlang:error({assertException, [?erlet_place, {expression, (??Expr)},
                {pattern, "{ " ++ (??Class) ++ " , " ++ (??Term) ++ " , [...] }"}, {unexpected_success, Value}]})
        catch
            Class:Term -> ok;
            Raised:Reason:Stack -> erlang:error({assertException, [?erlet_place, {expression, (??Expr)},
                {pattern, "{ " ++ (??Class) ++ " , " ++ (??Term) ++ " , [...] }"},
                {unexpected_exception, {Raised, Reason, Stack}}]})
        end
    end)()) end).
-define(assertNotException(Class, Term, Expr), begin
    ((fun() ->
        try (Expr) of
            _ -> ok
        catch
            Raised:Reason:Stack ->
                case Raised of
                    Class ->
                        case Reason of
                            Term -> erlang:error({assertNotException, [?erlet_place, {expression, (??Expr)},
                                {pattern, "{ " ++ (??Class) ++ " , " ++ (??Term) ++ " , [...] }"},
                                {unexpected_exception, {Raised, Reason, Stack}}]});
                            _ -> ok
                        end;
                    _ -> ok
                end
        end
    end)()) end).
-endif.

-define(assertError(Term, Expr), ?assertException(error, Term, Expr)).
-define(assertExit(Term, Expr), ?assertException(exit, Term, Expr)).
-define(assertThrow(Term, Expr), ?assertException(throw, Term, Expr)).
-endif.
