%% What is no arity is an error of is_function/2, and fails a guard; hibernate takes as few arguments as any call.
-module(arities_that_are_none).
-export([main/0]).

main() ->
    Fun = fun() -> ok end,
    [io:format("~p ~p ~p ~p~n", [element(1, Arity), asked(Fun, element(2, Arity)), cased(x, element(2, Arity)), guarded(Fun, element(2, Arity))])
     || Arity <- [{zero, 0}, {one, 1}, {negative, -1}, {atom, a}, {float, 0.0}, {large, 1 bsl 70}, {small, -(1 bsl 70)}]],
    self() ! message,
    [io:format("~p~n", [caught(fun() -> erlang:hibernate(M, F, A) end)])
     || {M, F, A} <- [{lists, reverse, lists:duplicate(5000, x)}, {lists, reverse, [x | y]}, {1, reverse, []}, {lists, 1, []}]].

asked(Fun, Arity) -> caught(fun() -> is_function(Fun, Arity) end).

cased(Fun, Arity) -> caught(fun() -> case is_function(Fun, Arity) of true -> yes; false -> no end end).

guarded(Fun, Arity) when is_function(Fun, Arity) -> yes;
guarded(Fun, Arity) when not is_function(Fun, Arity) -> no;
guarded(_, _) -> neither.

caught(Do) -> try Do() catch error:Reason -> Reason end.
