%% No branch of the case fits.
-module(crash_case_clause).
-export([main/0]).

main() ->
    io:format("~s~n", [answer("maybe")]).

answer(Text) ->
    case string:uppercase(Text) of
        "YES" -> "agreed";
        "NO" -> "refused"
    end.
