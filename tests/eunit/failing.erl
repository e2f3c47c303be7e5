-module(failing).
-include_lib("eunit/include/eunit.hrl").

good_test() -> io:format("not shown").

bad_test() ->
    io:format("<shown> & escaped"),
    ?assertEqual("abc", lists:reverse("abc")).

missing_test_() -> {?MODULE, not_there}.
