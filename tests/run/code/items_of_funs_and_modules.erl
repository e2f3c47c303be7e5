%% Which items fun_info/1 and module_info/1 have, and what they are.
-module(items_of_funs_and_modules).
-export([main/0]).

main() ->
    Two = 2,
    Fun = fun(X) -> X + Two end,
    io:format("~p~n", [[Key || {Key, _} <- erlang:fun_info(Fun)]]),
    io:format("~p~n", [lists:keydelete(module, 1, erlang:fun_info(fun lists:map/2))]),
    [io:format("~p: ~p~n", [Item, caught(fun() -> kind(erlang:fun_info(Fun, Item)) end)])
     || Item <- [module, name, arity, env, type, pid, index, new_index, uniq, new_uniq, refc, colour]],
    [io:format("~p: ~p~n", [Item, caught(fun() -> erlang:fun_info(fun lists:map/2, Item) end)])
     || Item <- [module, name, arity, env, type, pid, index, refc, colour]],
    io:format("~p~n", [[Key || {Key, _} <- ?MODULE:module_info()]]),
    [io:format("~p: ~p~n", [Item, caught(fun() -> ?MODULE:module_info(Item) end)])
     || Item <- [module, exports, nifs, native, native_addresses, colour]].

kind({Item, Value}) when is_integer(Value), Item =/= arity -> {Item, integer};
kind({Item, Value}) when is_binary(Value) -> {Item, binary};
kind({Item, Value}) when is_pid(Value) -> {Item, pid};
kind({name, Value}) -> {name, is_atom(Value)};
kind(Pair) -> Pair.

caught(Fun) ->
    try Fun()
    catch Class:Reason -> {Class, Reason}
    end.
