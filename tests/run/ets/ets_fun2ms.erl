%% Funs that become match specifications while compiling.
-module(ets_fun2ms).
-export([main/0]).
-include_lib("stdlib/include/ms_transform.hrl").
-record(person, {name, age = 18, town}).
main() ->
    Limit = 40, Pair = {a, [1]},
    [io:format("~p~n", [M]) || M <- [
        ets:fun2ms(fun(X) -> X end),
        ets:fun2ms(fun({A, B}) when A > 1 -> B end),
        ets:fun2ms(fun({A, _, A}) -> {A, [A | x]} end),
        ets:fun2ms(fun({A, B} = Object) when A > Limit, B < 3; is_atom(B) -> Object end),
        ets:fun2ms(fun(#person{name = N, age = A}) when A >= Limit -> {N, Pair} end),
        ets:fun2ms(fun(#person{} = P) when P#person.age < 3 -> P#person.name end),
        ets:fun2ms(fun({A}) when A > 0 -> A + 1; ({_, B}) -> -B; (_) -> object() end),
        ets:fun2ms(fun({A, B}) when is_record(A, person) andalso not is_list(B) -> bindings() end),
        ets:fun2ms(fun({"abc", <<"bin">>, 1.5, $c, [], #{k := V}}) -> #{V => [V]} end),
        ets:fun2ms(fun({A}) when element(1, A) =:= x, self() =/= A -> #person{name = A} end),
        ets:fun2ms(fun({A}) -> A, true end),
        ets:fun2ms(fun({A, "x" ++ R}) when erlang:is_map(A), size(R) > -1 -> {} end)
    ]].
