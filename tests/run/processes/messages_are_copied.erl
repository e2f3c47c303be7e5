-module(messages_are_copied).
-export([main/0]).

main() ->
    Me = self(),
    Term = {lists:seq(1, 100), #{k => "v"}, <<"bin">>, 1 bsl 100, fun(X) -> X + 1 end},
    spawn(fun() -> receive T -> Me ! {back, T} end end) ! Term,
    receive {back, T} -> io:format("~p ~p~n", [T =:= Term, (element(5, T))(1)]) end.
