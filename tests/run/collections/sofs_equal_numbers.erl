%% sofs: elements that compare equal are one key; functions of no elements give the empty set; wrong columns and values.
-module(sofs_equal_numbers).
-export([main/0]).

-import(sofs, [relation/1, family/1, set/1, empty_set/0, from_term/1, from_term/2]).

main() ->
    R = relation([{0, a}, {0.0, b}]),
    [show(Function, Args)
     || {Function, Args} <- [{a_function, [[{0, a}, {0.0, b}]]}, {family, [[{0, [a]}, {0.0, [b]}]]}, {is_a_function, [R]}, {inverse, [relation([{a, 0}, {b, 0.0}])]},
                             {composite, [relation([{1, c}]), relation([{0, 1}, {0.0, 3}, {c, 4}])]},
                             {composite, [relation([{a, {0}}]), relation([{{0.0}, x}])]}, {relative_product1, [relation([{0, a}]), relation([{0.0, b}])]},
                             {relative_product, [[relation([{0, a}]), relation([{0.0, b}])]]}, {join, [relation([{0, a}]), 1, relation([{0.0, b}]), 1]},
                             {family_union, [family([{0, [a]}]), family([{0.0, [b]}])]}, {family_difference, [family([{[0], [a, b]}]), family([{[0.0], [b]}])]}]],
    Nothing = from_term([], [[atom]]),
    [show(Function, [Fun | Args])
     || Function <- [substitution, projection, partition_family, partition, restriction, drestriction],
        Fun <- [fun sofs:union/1, {external, fun(X) -> X end}, foo],
        Args <- case Function of
                    _ when Function =:= substitution; Function =:= projection; Function =:= partition_family -> [[Nothing], [empty_set()], [set([a])]];
                    _ -> [[Nothing, empty_set()], [Nothing, set([a])], [set([a]), empty_set()]]
                end],
    [show(join, [A, I, B, J]) || {A, B} <- [{relation([{a, 1}]), empty_set()}, {empty_set(), relation([{a, 1}])}], {I, J} <- [{1, 1}, {3, 5}, {0, 1}, {1, 0}, {x, 1}]],
    [show(extension, [relation([]), Set, Value]) || Set <- [empty_set(), set([a])], Value <- [foo, from_term(3), empty_set()]],
    show(extension, [empty_set(), set([a]), from_term(3)]),
    show(constant_function, [from_term(3), from_term(3)]),
    [show(family_projection, [fun(_) -> Value end, family([{a, [1]}])]) || Value <- [from_term({1, 1}), from_term(1), empty_set(), foo]].

show(Function, Args) ->
    Result = try apply(sofs, Function, Args) catch error:Reason -> {error, Reason} end,
    io:format("~p ~0p~n", [Function, Result]).
