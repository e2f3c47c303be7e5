-module(nocatch).
-export([main/0]).

main() ->
    {_, Ref} = spawn_monitor(fun() -> throw(id(uncaught)) end),
    receive {'DOWN', Ref, process, _, {{nocatch, V}, Stack}} -> io:format("~p ~p~n", [V, is_list(Stack)]) end.

id(X) -> X.
