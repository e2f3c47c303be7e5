-module(badarg_of_bifs).
-export([main/0]).

main() ->
    Calls = [fun() -> atom_to_list(id(1)) end, fun() -> list_to_atom(id([a])) end, fun() -> hd(id([])) end,
             fun() -> tl(id(a)) end, fun() -> length(id([1 | 2])) end, fun() -> element(id(3), {1, 2}) end,
             fun() -> setelement(0, {1}, id(x)) end, fun() -> tuple_size(id([])) end,
             fun() -> list_to_integer(id("1x")) end, fun() -> binary_to_list(id(x)) end,
             fun() -> list_to_tuple(id({})) end, fun() -> list_to_existing_atom("surely_not_" ++ id("known")) end,
             fun() -> byte_size(id("x")) end, fun() -> id(not_registered) ! hello end,
             fun() -> spawn(id(x)) end, fun() -> apply(lists, id(1), []) end, fun() -> round(id(a)) end],
    [io:format("~p~n", [caught(F)]) || F <- Calls].

caught(F) ->
    try F() of
        Value -> {ok, Value}
    catch
        Class:Reason -> {Class, Reason}
    end.

id(X) -> X.
