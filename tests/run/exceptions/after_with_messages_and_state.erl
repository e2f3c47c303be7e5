-module(after_with_messages_and_state).
-export([main/0]).

main() ->
    put(log, []),
    F = fun(N) -> try 10 div N catch error:badarith -> put(log, [caught | get(log)]), zero after put(log, [N | get(log)]) end end,
    io:format("~p ~p~n", [[F(5), F(id(0)), F(2)], get(log)]).

id(X) -> X.
