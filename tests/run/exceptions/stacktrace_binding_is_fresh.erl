-module(stacktrace_binding_is_fresh).
-export([main/0]).

main() ->
    F = fun(X) -> try error(X) catch error:E:Stk when E =/= never -> {E, length(Stk) > 0} end end,
    io:format("~p ~p~n", [F(a), F(b)]).
