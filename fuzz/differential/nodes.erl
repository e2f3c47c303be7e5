%% What a program is made of: kinds of nodes, smaller programs, and planted bugs. All on erl_parse's forms.
-module(nodes).
-export([kinds/1, wanted/0, size/1, smaller/1, mutations/0, mutate/2]).
-compile({no_auto_import, [size/1]}).

%% ---- kinds -------------------------------------------------------------------------------------------------

kinds(Forms) -> lists:usort(walk(Forms, expr, [])).

walk(L, C, Acc) when is_list(L) -> lists:foldl(fun(X, A) -> walk(X, C, A) end, Acc, L);
walk({function, _, _, _, Clauses}, _, Acc) -> walk(Clauses, expr, Acc);
walk({clause, _, Ps, Gs, Body}, _, Acc) ->
    A1 = walk(Ps, pattern, Acc),
    A2 = case Gs of [] -> A1; [_] -> ["guard" | A1]; _ -> ["guard", "guard ;" | A1] end,
    A3 = case [x || [_, _ | _] <- Gs] of [] -> A2; _ -> ["guard ," | A2] end,
    walk(Body, expr, walk(Gs, guard, A3));
walk({match, _, P, E}, pattern, Acc) -> walk([P, E], pattern, ["alias pattern" | Acc]);
walk({match, _, P, E}, C, Acc) -> walk(E, C, walk(P, pattern, ["match" | Acc]));
walk({op, _, Op, A, B}, C, Acc) -> walk([A, B], C, [at(C, atom_to_list(Op)) | Acc]);
walk({op, _, Op, A}, C, Acc) -> walk(A, C, [at(C, "unary " ++ atom_to_list(Op)) | Acc]);
walk({integer, _, N}, C, Acc) -> [at(C, if N >= 1 bsl 59 -> "big integer"; true -> "integer" end) | Acc];
walk({char, _, _}, C, Acc) -> [at(C, "char") | Acc];
walk({float, _, _}, C, Acc) -> [at(C, "float") | Acc];
walk({atom, _, _}, C, Acc) -> [at(C, "atom") | Acc];
walk({string, _, _}, C, Acc) -> [at(C, "string") | Acc];
walk({nil, _}, C, Acc) -> [at(C, "nil") | Acc];
walk({var, _, '_'}, pattern, Acc) -> ["_" | Acc];
walk({var, _, _}, C, Acc) -> [at(C, "variable") | Acc];
walk({cons, _, H, T}, C, Acc) -> walk([H, T], C, [at(C, "cons") | Acc]);
walk({tuple, _, Es}, C, Acc) -> walk(Es, C, [at(C, "tuple") | Acc]);
walk({bin, _, Es}, C, Acc) -> walk(Es, C, [at(C, "binary") | Acc]);
walk({bin_element, _, V, S, T}, C, Acc0) ->
    Acc = case S of default -> Acc0; _ -> [at(C, "segment size") | Acc0] end,
    Types = case T of default -> []; _ -> T end,
    Acc2 = [at(C, case X of {unit, _} -> "segment unit"; _ -> "segment " ++ atom_to_list(X) end) || X <- Types] ++ Acc,
    Acc3 = case S of default -> Acc2; _ -> walk(S, case C of pattern -> guard; _ -> C end, Acc2) end,
    walk(V, C, Acc3);
walk({map, _, Fs}, C, Acc) -> walk(Fs, C, [at(C, "map") | Acc]);
walk({map, _, E, Fs}, C, Acc) -> walk([E | Fs], C, ["map update" | Acc]);
walk({map_field_assoc, _, K, V}, C, Acc) -> walk([K, V], C, ["=>" | Acc]);
walk({map_field_exact, _, K, V}, pattern, Acc) -> walk(V, pattern, walk(K, guard, ["map pattern :=" | Acc]));
walk({map_field_exact, _, K, V}, C, Acc) -> walk([K, V], C, [":=" | Acc]);
walk({record, _, _, Fs}, C, Acc) -> walk(Fs, C, [at(C, "record") | Acc]);
walk({record, _, E, _, Fs}, C, Acc) -> walk([E | Fs], C, ["record update" | Acc]);
walk({record_field, _, {var, _, '_'}, V}, C, Acc) -> walk(V, C, ["record _ =" | Acc]);
walk({record_field, _, _, V}, C, Acc) -> walk(V, C, Acc);
walk({record_field, _, E, _, _}, C, Acc) -> walk(E, C, [at(C, "record field") | Acc]);
walk({record_index, _, _, _}, C, Acc) -> [at(C, "record index") | Acc];
walk({'case', _, E, Cs}, C, Acc) -> walk(Cs, C, walk(E, C, ["case" | Acc]));
walk({'if', _, Cs}, C, Acc) -> walk(Cs, C, ["if" | Acc]);
walk({'try', _, Es, Of, Catches, After}, C, Acc0) ->
    Acc = [K || {K, L} <- [{"try of", Of}, {"try catch", Catches}, {"after", After}], L =/= []] ++ Acc0,
    Classes = [case Class of {atom, _, A} -> "catch " ++ atom_to_list(A) ++ ":"; _ -> "catch Class:" end || {clause, _, [{tuple, _, [Class, _, _]}], _, _} <- Catches],
    Stacks = ["catch C:R:S" || {clause, _, [{tuple, _, [_, _, {var, _, S}]}], _, _} <- Catches, S =/= '_'],
    walk([Es, Of, Catches, After], C, Classes ++ Stacks ++ Acc);
walk({'catch', _, E}, C, Acc) -> walk(E, C, ["old catch" | Acc]);
walk({'receive', _, Cs}, C, Acc) -> walk(Cs, C, ["receive" | Acc]);
walk({'receive', _, [], T, After}, C, Acc) -> walk([T, After], C, ["receive after only" | Acc]);
walk({'receive', _, Cs, T, After}, C, Acc) -> walk([Cs, T, After], C, ["receive after" | Acc]);
walk({block, _, Es}, C, Acc) -> walk(Es, C, ["begin" | Acc]);
walk({'fun', _, {clauses, Cs}}, C, Acc) -> walk(Cs, C, case Cs of [_] -> ["fun" | Acc]; _ -> ["fun", "fun clauses" | Acc] end);
walk({'fun', _, {function, _, _}}, _, Acc) -> ["fun F/A" | Acc];
walk({'fun', _, {function, M, _, _}}, _, Acc) -> [case M of {var, _, _} -> "fun Var:F/A"; _ -> "fun M:F/A" end | Acc];
walk({named_fun, _, _, Cs}, C, Acc) -> walk(Cs, C, ["named fun" | Acc]);
walk({call, _, {remote, _, M, F}, As}, C, Acc) ->
    Name = case {M, F} of
        {{atom, _, MN}, {atom, _, _}} when MN =:= lists; MN =:= maps; MN =:= string; MN =:= binary; MN =:= io_lib; MN =:= math; MN =:= erlang ->
            "call " ++ atom_to_list(MN) ++ ":";
        {{atom, _, _}, {atom, _, _}} -> "call M:F";
        _ -> "call Var:F"
    end,
    walk([M, F, As], C, [Name | Acc]);
walk({call, _, {atom, _, F}, As}, guard, Acc) -> walk(As, guard, [case lists:prefix("is_", atom_to_list(F)) of true -> "guard type test"; false -> "guard BIF" end | Acc]);
walk({call, _, {atom, _, F}, As}, C, Acc) ->
    K = case erl_internal:bif(F, length(As)) of
        true when F =:= throw; F =:= error; F =:= exit -> "call " ++ atom_to_list(F);
        true -> "call BIF";
        false -> "call local"
    end,
    walk(As, C, [K | Acc]);
walk({call, _, F, As}, C, Acc) -> walk([F, As], C, ["call fun" | Acc]);
walk({lc, _, E, Qs}, C, Acc) -> walk([E | Qs], C, ["list comprehension" | filters(Qs, Acc)]);
walk({bc, _, E, Qs}, C, Acc) -> walk([E | Qs], C, ["binary comprehension" | filters(Qs, Acc)]);
walk({generate, _, P, E}, C, Acc) -> walk(E, C, walk(P, pattern, ["generator <-" | Acc]));
walk({b_generate, _, P, E}, C, Acc) -> walk(E, C, walk(P, pattern, ["generator <=" | Acc]));
walk({remote, _, M, F}, C, Acc) -> walk([M, F], C, Acc);
walk(_, _, Acc) -> Acc.

filters(Qs, Acc) ->
    case [x || Q <- Qs, element(1, Q) =/= generate, element(1, Q) =/= b_generate] of [] -> Acc; _ -> ["filter" | Acc] end.

at(expr, K) -> K;
at(guard, K) ->
    case lists:member(K, ["==", "/=", "=:=", "=/=", "<", ">", "=<", ">=", "andalso", "orelse", "and", "or", "xor", "+", "-", "*", "div", "rem", "band", "bor", "bxor", "record field"]) of
        true -> "guard " ++ K;
        false -> K
    end;
at(pattern, K) -> "pattern " ++ K.

wanted() ->
    ["integer", "big integer", "char", "float", "atom", "string", "nil", "cons", "tuple", "binary", "map", "variable", "match", "alias pattern",
     "+", "-", "*", "/", "div", "rem", "band", "bor", "bxor", "bsl", "bsr", "and", "or", "xor", "++", "--", "!", "andalso", "orelse",
     "==", "/=", "=:=", "=/=", "<", ">", "=<", ">=", "unary not", "unary bnot", "unary -", "unary +",
     "case", "if", "try of", "try catch", "after", "old catch", "receive after", "receive after only", "receive", "begin", "fun", "fun clauses", "fun F/A",
     "fun M:F/A", "fun Var:F/A", "named fun", "call local", "call BIF", "call fun", "call Var:F", "list comprehension", "binary comprehension",
     "generator <-", "generator <=", "filter", "map update", "=>", ":=", "map pattern :=", "record", "record update", "record field", "record index",
     "record _ =", "pattern record", "pattern map", "pattern binary", "pattern ++", "pattern cons", "pattern tuple", "guard", "guard ;", "guard ,",
     "guard andalso", "guard orelse", "segment size", "segment unit", "segment little", "segment signed", "segment float", "segment utf8", "segment utf16",
     "segment utf32", "pattern segment signed", "pattern segment size", "pattern segment utf8", "catch C:R:S", "catch Class:", "catch error:", "catch throw:", "catch exit:",
     "call io_lib:", "call lists:", "call maps:", "call string:", "call binary:", "call throw", "call error", "call exit"].

%% ---- smaller programs --------------------------------------------------------------------------------------

size(X) when is_tuple(X) -> size(tuple_to_list(X)) + 1;
size([H | T]) -> size(H) + size(T);
size(_) -> 0.

%% Programs with one thing taken away. The first function is kept in place; helpers may go.
smaller(Forms) ->
    {Helpers, [Main]} = lists:split(length(Forms) - 1, Forms),
    [lists:delete(H, Helpers) ++ [Main] || H <- Helpers] ++
    [Helpers ++ [M] || M <- less(Main)] ++
    [replace(Helpers, H, H2) ++ [Main] || H <- Helpers, H2 <- less(H)].

replace(L, Old, New) -> [case X of Old -> New; _ -> X end || X <- L].

%% All terms that come from X by making one node smaller.
less(X) when is_list(X) ->
    case is_nodes(X) of
        false -> [];
        true ->
            case X of
                [] -> [];
                [_] -> [];
                _ -> [lists:delete(E, X) || E <- X]
            end ++ in_list(X)
    end;
less({function, L, N, A, Cs}) -> [{function, L, N, A, C} || C <- less(Cs)];
less({bin_element, L, V, S, T}) ->
    [{bin_element, L, V2, S, T} || V2 <- less(V)] ++ [{bin_element, L, V, default, T} || S =/= default] ++ [{bin_element, L, V, S, default} || T =/= default];
less(X) when is_tuple(X), tuple_size(X) >= 2 ->
    case is_expr(X) of
        true -> children(X) ++ [S || S <- [{integer, 1, 0}, {atom, 1, a}, {nil, 1}], element(1, X) =/= integer, element(1, X) =/= atom, element(1, X) =/= nil];
        false -> []
    end ++ [list_to_tuple(L) || L <- in_list(tuple_to_list(X))];
less(_) -> [].

in_list([]) -> [];
in_list([H | T]) -> [[H2 | T] || H2 <- less(H)] ++ [[H | T2] || T2 <- in_list(T)].

is_nodes(L) -> lists:all(fun(X) -> is_tuple(X) orelse is_list(X) end, L).

is_expr(X) -> lists:member(element(1, X), [op, match, cons, tuple, bin, map, record, record_field, 'case', 'if', 'try', 'catch', 'receive', block, 'fun', named_fun, call, lc, bc, integer, char, float, string, atom, var]).

%% Expressions somewhere below that may stand in X's place.
children({'fun', _, {clauses, Cs}}) -> [B || {clause, _, _, _, Body} <- Cs, B <- [block(Body)]];
children({named_fun, _, _, Cs}) -> [block(Body) || {clause, _, _, _, Body} <- Cs];
children(X) -> [C || C <- lists:flatten(below(tl(tl(tuple_to_list(X))))), is_expr(C)].

below(L) when is_list(L) -> [below(X) || X <- L];
below({clause, _, _, _, Body}) -> block(Body);
below({map_field_assoc, _, K, V}) -> [K, V];
below({map_field_exact, _, K, V}) -> [K, V];
below({record_field, _, _, V}) -> V;
below({bin_element, _, V, _, _}) -> V;
below({generate, _, _, E}) -> E;
below({b_generate, _, _, E}) -> E;
below(X) when is_tuple(X), tuple_size(X) >= 2 -> X;
below(_) -> [].

block([E]) -> E;
block(Es) -> {block, 1, Es}.

%% ---- planted bugs ------------------------------------------------------------------------------------------

mutations() ->
    [{less, "=< for <, < for =<"}, {division, "rem for div"}, {andalso_, "orelse for andalso"}, {guard, "guards dropped"}, {exact, "== for =:="},
     {list, "literal lists reversed"}, {size, "sizes of segments one off"}, {signed, "unsigned for signed"}, {append, "operands of ++ swapped"},
     {class, "classes of catches swapped"}].

mutate(Name, Forms) -> change(Name, Forms).

change(N, X) -> in(N, plant(N, X)).

in(N, [H | T]) -> [change(N, H) | case T of [] -> []; _ -> in(N, T) end];
in(N, X) when is_tuple(X) -> list_to_tuple([change(N, E) || E <- tuple_to_list(X)]);
in(_, X) -> X.

plant(less, {op, L, '<', A, B}) -> {op, L, '=<', A, B};
plant(less, {op, L, '=<', A, B}) -> {op, L, '<', A, B};
plant(division, {op, L, 'div', A, B}) -> {op, L, 'rem', A, B};
plant(andalso_, {op, L, 'andalso', A, B}) -> {op, L, 'orelse', A, B};
%% Guards that end a recursion stay.
plant(guard, {clause, _, _, [[{op, _, '>', _, {integer, _, 0}}]], _} = Clause) -> Clause;
plant(guard, {clause, L, [_ | _] = Ps, [_ | _], B}) -> {clause, L, Ps, [], B};
plant(exact, {op, L, '=:=', A, B}) -> {op, L, '==', A, B};
plant(list, {cons, L, A, {cons, L2, B, T}}) when element(1, A) =/= var -> {cons, L, B, {cons, L2, A, T}};
plant(size, {bin_element, L, V, {integer, L2, S}, T}) when S > 0 -> {bin_element, L, V, {integer, L2, S + 1}, T};
plant(signed, {bin_element, L, V, S, T}) when is_list(T) ->
    case lists:member(signed, T) of true -> {bin_element, L, V, S, [case X of signed -> unsigned; _ -> X end || X <- T]}; false -> {bin_element, L, V, S, T} end;
plant(append, {op, L, '++', A, B}) when element(1, A) =/= string -> {op, L, '++', B, A};
plant(class, {clause, L, [{tuple, L2, [{atom, L3, Class}, R, {var, _, '_'} = S]}], G, B}) when Class =:= throw; Class =:= error; Class =:= exit ->
    {clause, L, [{tuple, L2, [{atom, L3, case Class of throw -> error; error -> exit; exit -> throw end}, R, S]}], G, B};
plant(_, X) -> X.
