-module(macros).
-include("point.hrl").
-define(X, 1).
-define(ADD(A, B), A + B).
-define(ADD(A), ?ADD(A, ?X)).
-define(SHOW(E), {??E, E}).
-ifdef(X).
-define(Y, 2).
-else.
-define(Y, 3).
-endif.
-if(?OTP_RELEASE >= 25 andalso not defined(Z)).
f() -> {?ADD(1), ?ADD(1, 2), ?SHOW(f(x, "s") + 1), ?Y, ?MODULE, ?MODULE_STRING, ?LINE, ?FILE, ?FUNCTION_NAME, ?FUNCTION_ARITY, ?MACHINE, ?ORIGIN}.
-elif(true).
f() -> never.
-endif.
-undef(X).
-ifndef(X).
g() -> ok.
-endif.
-if(?FEATURE_AVAILABLE(maybe_expr)).
h() -> ?FEATURE_ENABLED(maybe_expr).
-endif.
