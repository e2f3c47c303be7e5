-module(try_of_catch_after).
-export([main/0]).

f(F) ->
    try F() of
        ok -> returned_ok;
        {v, V} -> V
    catch
        throw:T -> {thrown, T};
        exit:E -> {exited, E};
        error:badarith -> arithmetic;
        error:E -> {error, E}
    after
        io:format("after ")
    end.

main() ->
    Funs = [fun() -> ok end, fun() -> {v, 1} end, fun() -> throw(t) end, fun() -> exit(e) end,
            fun() -> 1 div id(0) end, fun() -> error(other) end],
    [io:format("~p~n", [f(F)]) || F <- Funs].

id(X) -> X.
