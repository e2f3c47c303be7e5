%% allow: warnings
-module(feature_macros).
-export([main/0]).
-ifdef(FEATURE_AVAILABLE).
-if(?FEATURE_AVAILABLE(maybe_expr)).
maybe_is() -> available.
-else.
maybe_is() -> missing.
-endif.
-else.
maybe_is() -> no_macro.
-endif.

-if(?FEATURE_AVAILABLE(no_such_feature)).
other_is() -> available.
-else.
other_is() -> missing.
-endif.

main() -> io:format("~p ~p~n", [maybe_is(), other_is()]).
