-module(math_errors).
-export([main/0]).

main() ->
    io:format("~p~n", [[caught(F) || F <- [fun() -> math:sqrt(id(-1)) end, fun() -> math:log(id(0)) end,
        fun() -> math:exp(id(1000)) end, fun() -> math:acos(id(2)) end, fun() -> math:pow(id(0), -1) end,
        fun() -> math:sin(id(x)) end, fun() -> math:fmod(id(1), 0) end, fun() -> math:sqrt(id(1 bsl 1100)) end]]]).

caught(F) ->
    try F() of
        Value -> {ok, Value}
    catch
        Class:Reason -> {Class, Reason}
    end.

id(X) -> X.
