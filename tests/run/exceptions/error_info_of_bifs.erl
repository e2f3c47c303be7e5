-module(error_info_of_bifs).
-export([main/0]).

show(F) ->
    try F()
    catch _:R:S ->
        {M, N, A, Info} = hd(S),
        io:format("~p ~p:~p ~p ~p~n", [R, M, N, A, proplists:get_value(error_info, Info)])
    end.

main() ->
    show(fun() -> id(1) + id(a) end),
    show(fun() -> element(id(2), {x}) end),
    show(fun() -> list_to_integer(id("z")) end),
    show(fun() -> maps:get(a, id(#{})) end),
    show(fun() -> lists:keyfind(a, id(0), []) end),
    show(fun() -> id(nowhere) ! x end),
    show(fun() -> register(id("x"), undefined) end),
    show(fun() -> length(id(a)) end),
    show(fun() -> hd(id([])) end),
    show(fun() -> erlang:send_after(id(-1), named, x) end).

id(X) -> X.
