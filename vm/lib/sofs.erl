%%% Sets of sets: sets whose elements have a type, relations and functions as sets of tuples, families of sets.
%%%
%%% A set is `{'Set', Elements, Type}`, its elements in order and in their external form: an atom of the theory is any term, an
%%% ordered set is a tuple, a set is a list; Type is the type of one element, '_' when nothing is known of it. An atom or a tuple
%%% is `{'OrdSet', External, Type}`. What makes sets of terms is in erlet_sofs.
-module(sofs).

-export([from_term/1, from_term/2, from_external/2, empty_set/0, is_type/1, set/1, set/2, from_sets/1, relation/1, relation/2,
         a_function/1, a_function/2, family/1, family/2, to_external/1, type/1, to_sets/1, no_elements/1, specification/2,
         union/1, union/2, intersection/1, intersection/2, difference/2, symdiff/2, symmetric_partition/2, product/1, product/2,
         is_equal/2, is_subset/2, is_sofs_set/1, is_set/1, is_empty_set/1, is_disjoint/2]).
-export([canonical_relation/1, relation_to_family/1, domain/1, range/1, field/1, relative_product/1, relative_product/2,
         relative_product1/2, converse/1, image/2, inverse_image/2, strict_relation/1, weak_relation/1, extension/3,
         is_a_function/1, composite/2, inverse/1, restriction/2, restriction/3, drestriction/2, drestriction/3, substitution/2,
         projection/2, partition/1, partition/2, partition/3, partition_family/2, multiple_relative_product/2, join/4,
         constant_function/2]).
-export([family_to_relation/1, family_specification/2, union_of_family/1, intersection_of_family/1, family_union/1,
         family_union/2, family_intersection/1, family_intersection/2, family_difference/2, family_domain/1, family_range/1,
         family_field/1, family_projection/2, family_to_digraph/1, family_to_digraph/2, digraph_to_family/1, digraph_to_family/2,
         fam2rel/1, rel2fam/1]).

-export_type([anyset/0, set_fun/0, a_set/0, ordset/0, relation/0, a_function/0, family/0, external_set/0, type/0, tuple_of/1]).

-type anyset() :: ordset() | a_set().
-type a_set() :: {'Set', list(), type()}.
-type ordset() :: {'OrdSet', term(), type()}.
-type relation() :: a_set().
-type binary_relation() :: relation().
-type a_function() :: relation().
-type family() :: a_function().
-type set_of_sets() :: a_set().
-type external_set() :: term().
-type type() :: term().
-type tuple_of(_T) :: tuple().
-type set_fun() :: pos_integer() | {external, fun((external_set()) -> external_set())} | fun((anyset()) -> anyset()).
-type spec_fun() :: {external, fun((external_set()) -> boolean())} | fun((anyset()) -> boolean()).

%%% Making sets

%% The set without elements, of no known type.
%% > sofs:to_external(sofs:empty_set()).
%% []
-spec empty_set() -> a_set().
empty_set() -> {'Set', [], '_'}.

%% What a term says, its lists sorted, its type found out.
%% > sofs:type(sofs:from_term([{a, 1}])).
%% [{atom,atom}]
-spec from_term(term()) -> anyset().
from_term(Term) -> made(fun() -> erlet_sofs:from_term(Term) end).

%% The same with a type that it has to have.
%% > sofs:to_external(sofs:from_term([[b, a]], [[atom]])).
%% [[a,b]]
-spec from_term(term(), type()) -> anyset().
from_term(Term, Type) -> made(fun() -> erlet_sofs:from_term(Term, Type) end).

made(Make) ->
    try
        Make()
    catch
        error:_ -> error(badarg)
    end.

%% An external set that is already sorted and of its type.
%% > sofs:to_external(sofs:from_external([1, 2], [n])).
%% [1,2]
-spec from_external(external_set(), type()) -> anyset().
from_external(Elements, [Type]) -> {'Set', Elements, Type};
from_external(Term, Type) -> {'OrdSet', Term, Type}.

%% Whether a term is a type.
%% > sofs:is_type([{atom, atom}]).
%% true
-spec is_type(term()) -> boolean().
is_type(Term) -> erlet_sofs:is_type(Term).

%% A set of atoms.
%% > sofs:to_external(sofs:set([b, a, b])).
%% [a,b]
-spec set([term()]) -> a_set().
set(List) -> set(List, [atom]).

%% A set of a type.
%% > sofs:type(sofs:set([1], [n])).
%% [n]
-spec set([term()], type()) -> a_set().
set(List, [_] = Type) when is_list(List) -> from_term(List, Type);
set(_, _) -> error(badarg).

%% The set of sets in a list, or the ordered set of sets in a tuple.
%% > sofs:to_external(sofs:from_sets([sofs:set([b]), sofs:set([a])])).
%% [[a],[b]]
-spec from_sets([anyset()] | tuple_of(anyset())) -> anyset().
from_sets(Sets) when is_list(Sets) ->
    lists:all(fun is_sofs_set/1, Sets) orelse error(badarg),
    Type = lists:foldl(fun(Set, Type) -> unified(type(Set), Type) end, '_', Sets),
    {'Set', lists:usort([to_external(Set) || Set <- Sets]), Type};
from_sets(Sets) when is_tuple(Sets) ->
    List = tuple_to_list(Sets),
    lists:all(fun is_sofs_set/1, List) orelse error(badarg),
    {'OrdSet', list_to_tuple([to_external(Set) || Set <- List]), list_to_tuple([type(Set) || Set <- List])};
from_sets(_) -> error(badarg).

unified(A, B) ->
    case erlet_sofs:unify(A, B) of
        none -> error(type_mismatch);
        Type -> Type
    end.

%% A relation: a set of tuples of one size.
%% > sofs:to_external(sofs:relation([{b, 2}, {a, 1}])).
%% [{a,1},{b,2}]
-spec relation([tuple()]) -> relation().
relation([First | _] = Tuples) when is_tuple(First) -> relation(Tuples, tuple_size(First));
relation([]) -> {'Set', [], {atom, atom}};
relation(_) -> error(badarg).

%% A relation of a type, or of a number of columns.
%% > sofs:type(sofs:relation([{a, 1, x}], 3)).
%% [{atom,atom,atom}]
-spec relation([tuple()], type() | pos_integer()) -> relation().
relation(Tuples, Size) when is_integer(Size), Size > 0, is_list(Tuples) ->
    from_term(Tuples, [list_to_tuple(lists:duplicate(Size, atom))]);
relation(Tuples, [Type]) when is_tuple(Type), is_list(Tuples); Type =:= '_', is_tuple(hd(Tuples)); Type =:= '_', Tuples =:= [] -> from_term(Tuples, [Type]);
relation(_, _) -> error(badarg).

%% A function: a relation with one pair for each first element.
%% > sofs:to_external(sofs:a_function([{b, 2}, {a, 1}])).
%% [{a,1},{b,2}]
%% > sofs:a_function([{a, 1}, {a, 2}]).
%% ** error:bad_function
-spec a_function([tuple()]) -> a_function().
a_function(Tuples) -> a_function(Tuples, [{atom, atom}]).

%% A function of a type.
%% > sofs:to_external(sofs:a_function([{[a], 1}, {[b, c], 2}], [{[atom], number}])).
%% [{[a],1},{[b,c],2}]
-spec a_function([tuple()], type()) -> a_function().
a_function(Tuples, [Of] = Type) when is_list(Tuples), tuple_size(Of) =:= 2; Of =:= '_', tuple_size(hd(Tuples)) =:= 2; Of =:= '_', Tuples =:= [] -> checked_function(from_term(Tuples, Type));
a_function(_, _) -> error(badarg).

checked_function({'Set', Pairs, _} = Set) ->
    one_valued(Pairs) orelse error(bad_function),
    Set.

one_valued([{Key, _} | [{Next, _} | _] = Pairs]) -> Key /= Next andalso one_valued(Pairs);
one_valued(_) -> true.

%% A family: a function to sets.
%% > sofs:to_external(sofs:family([{b, [2, 1]}, {a, []}])).
%% [{a,[]},{b,[1,2]}]
-spec family([tuple()]) -> family().
family(Tuples) -> family(Tuples, [{atom, [atom]}]).

%% A family of a type.
%% > sofs:type(sofs:family([{a, [1, 2]}], [{atom, [number]}])).
%% [{atom,[number]}]
-spec family([tuple()], type()) -> family().
family(Tuples, ['_']) when is_list(Tuples) ->
    case from_term(Tuples, ['_']) of
        {'Set', _, {_, [_]}} = Set -> checked_function(Set);
        {'Set', [], '_'} = Empty -> Empty;
        _ -> error(badarg)
    end;
family(Tuples, [{_, [_]}] = Type) when is_list(Tuples) -> checked_function(from_term(Tuples, Type));
family(_, _) -> error(badarg).

%%% Taking sets apart

%% The external form.
%% > sofs:to_external(sofs:set([2, 1])).
%% [1,2]
-spec to_external(anyset()) -> external_set().
to_external({'Set', Elements, _}) -> Elements;
to_external({'OrdSet', Term, _}) -> Term.

%% The type.
%% > sofs:type(sofs:set([1])).
%% [atom]
-spec type(anyset()) -> type().
type({'Set', _, Type}) -> [Type];
type({'OrdSet', _, Type}) -> Type.

%% The elements of a set, or of an ordered set.
%% > [sofs:to_external(S) || S <- sofs:to_sets(sofs:from_term([[1], [2, 3]]))].
%% [[1],[2,3]]
-spec to_sets(anyset()) -> [anyset()] | tuple_of(anyset()).
to_sets({'Set', Elements, Type}) -> [element_set(Type, Element) || Element <- Elements];
to_sets({'OrdSet', Tuple, Type}) when is_tuple(Type) ->
    list_to_tuple(lists:zipwith(fun element_set/2, tuple_to_list(Type), tuple_to_list(Tuple)));
to_sets({'OrdSet', _, _}) -> error(badarg).

element_set([Type], Element) -> {'Set', Element, Type};
element_set(Type, Element) -> {'OrdSet', Element, Type}.

%% The number of elements.
%% > sofs:no_elements(sofs:set([a, b])).
%% 2
-spec no_elements(a_set() | ordset()) -> non_neg_integer().
no_elements({'Set', Elements, _}) -> length(Elements);
no_elements({'OrdSet', Tuple, Type}) when is_tuple(Type) -> tuple_size(Tuple);
no_elements({'OrdSet', _, _}) -> error(badarg).

%% The elements for which a function says true.
%% > sofs:to_external(sofs:specification(fun(N) -> N > 1 end, sofs:from_external([1, 2, 3], [n]))).
%% [1,2,3]
-spec specification(spec_fun(), a_set()) -> a_set().
specification(Fun, {'Set', Elements, Type}) ->
    {'Set', [Element || Element <- Elements, holds(Fun, Element, Type)], Type}.

holds({external, Fun}, Element, _) -> said(Fun(Element));
holds(Fun, Element, Type) -> said(Fun(element_set(Type, Element))).

said(Bool) when is_boolean(Bool) -> Bool;
said(_) -> error(badarg).

%%% Sets with sets

%% The elements of one set or the other.
%% > sofs:to_external(sofs:union(sofs:set([a]), sofs:set([b]))).
%% [a,b]
-spec union(a_set(), a_set()) -> a_set().
union(A, B) -> combined(fun ordsets:union/2, A, B).

%% The elements of both.
%% > sofs:to_external(sofs:intersection(sofs:set([a, b]), sofs:set([b, c]))).
%% [b]
-spec intersection(a_set(), a_set()) -> a_set().
intersection(A, B) -> combined(fun ordsets:intersection/2, A, B).

%% The elements of the first only.
%% > sofs:to_external(sofs:difference(sofs:set([a, b]), sofs:set([b]))).
%% [a]
-spec difference(a_set(), a_set()) -> a_set().
difference(A, B) -> combined(fun ordsets:subtract/2, A, B).

%% The elements of exactly one.
%% > sofs:to_external(sofs:symdiff(sofs:set([a, b]), sofs:set([b, c]))).
%% [a,c]
-spec symdiff(a_set(), a_set()) -> a_set().
symdiff(A, B) -> union(difference(A, B), difference(B, A)).

combined(Operation, {'Set', A, TypeA}, {'Set', B, TypeB}) ->
    Type = unified(TypeA, TypeB),
    {'Set', Operation(A, B), Type}.

%% The elements of the first only, of both, of the second only.
%% > {A, B, C} = sofs:symmetric_partition(sofs:set([a, b]), sofs:set([b, c])), [sofs:to_external(S) || S <- [A, B, C]].
%% [[a],[b],[c]]
-spec symmetric_partition(a_set(), a_set()) -> {a_set(), a_set(), a_set()}.
symmetric_partition(A, B) -> {difference(A, B), intersection(A, B), difference(B, A)}.

%% The elements of the sets in a set.
%% > sofs:to_external(sofs:union(sofs:from_term([[a], [b]]))).
%% [a,b]
-spec union(set_of_sets()) -> a_set().
union({'Set', Sets, [Type]}) -> {'Set', ordsets:union(Sets), Type};
union({'Set', [], '_'} = Empty) -> Empty;
union({'Set', _, _}) -> error(badarg).

%% The elements of all sets in a set that has some.
%% > sofs:to_external(sofs:intersection(sofs:from_term([[a, b], [b]]))).
%% [b]
-spec intersection(set_of_sets()) -> a_set().
intersection({'Set', [], _}) -> error(badarg);
intersection({'Set', Sets, [Type]}) -> {'Set', ordsets:intersection(Sets), Type};
intersection({'Set', _, _}) -> error(badarg).

%% All tuples of elements of the sets in a tuple.
%% > sofs:to_external(sofs:product({sofs:set([1, 2]), sofs:set([x]), sofs:set([y])})).
%% [{1,x,y},{2,x,y}]
-spec product(tuple_of(a_set())) -> relation().
product({}) -> error(badarg);
product(Sets) when is_tuple(Sets) ->
    List = tuple_to_list(Sets),
    Type = list_to_tuple([Type || {'Set', _, Type} <- List]),
    tuple_size(Type) =:= tuple_size(Sets) orelse error(badarg),
    case lists:member('_', tuple_to_list(Type)) orelse lists:any(fun is_empty_set/1, List) of
        true -> empty_set();
        false -> {'Set', [list_to_tuple(Row) || Row <- rows([Elements || {'Set', Elements, _} <- List])], Type}
    end.

rows([]) -> [[]];
rows([First | More]) ->
    Below = rows(More),
    [[Element | Row] || Element <- First, Row <- Below].

%% All pairs of elements of two sets.
%% > sofs:to_external(sofs:product(sofs:set([1, 2]), sofs:set([a]))).
%% [{1,a},{2,a}]
-spec product(a_set(), a_set()) -> binary_relation().
product({'Set', A, TypeA}, {'Set', B, TypeB}) ->
    case TypeA =:= '_' orelse TypeB =:= '_' of
        true -> empty_set();
        false -> {'Set', [{X, Y} || X <- A, Y <- B], {TypeA, TypeB}}
    end.

%% Whether two sets are equal, which have to have a common type.
%% > sofs:is_equal(sofs:set([a]), sofs:set([a, a])).
%% true
-spec is_equal(anyset(), anyset()) -> boolean().
is_equal(A, B) ->
    _ = unified(type(A), type(B)),
    to_external(A) == to_external(B).

%% Whether all elements of the first are in the second.
%% > sofs:is_subset(sofs:set([a]), sofs:set([a, b])).
%% true
-spec is_subset(a_set(), a_set()) -> boolean().
is_subset({'Set', A, TypeA}, {'Set', B, TypeB}) ->
    _ = unified(TypeA, TypeB),
    ordsets:is_subset(A, B).

%% Whether two sets have no common element.
%% > sofs:is_disjoint(sofs:set([a]), sofs:set([b])).
%% true
-spec is_disjoint(a_set(), a_set()) -> boolean().
is_disjoint({'Set', A, TypeA}, {'Set', B, TypeB}) ->
    _ = unified(TypeA, TypeB),
    ordsets:is_disjoint(A, B).

%% Whether a term is a set or an ordered set or an atom of this module.
%% > sofs:is_sofs_set([a]).
%% false
-spec is_sofs_set(term()) -> boolean().
is_sofs_set({'Set', _, _}) -> true;
is_sofs_set({'OrdSet', _, _}) -> true;
is_sofs_set(_) -> false.

%% Whether it is a set, not an ordered set or an atom.
%% > sofs:is_set(sofs:set([a])).
%% true
-spec is_set(anyset()) -> boolean().
is_set({'Set', _, _}) -> true;
is_set({'OrdSet', _, _}) -> false.

%% Whether it is a set without elements.
%% > sofs:is_empty_set(sofs:set([])).
%% true
-spec is_empty_set(anyset()) -> boolean().
is_empty_set({'Set', Elements, _}) -> Elements =:= [];
is_empty_set({'OrdSet', _, _}) -> false.

%%% Relations

%% The pairs of an element and a set that has it.
%% > sofs:to_external(sofs:canonical_relation(sofs:from_term([[a, b], [b]]))).
%% [{a,[a,b]},{b,[a,b]},{b,[b]}]
-spec canonical_relation(set_of_sets()) -> binary_relation().
canonical_relation({'Set', _, ['_']}) -> empty_set();
canonical_relation({'Set', Sets, [Type]}) ->
    {'Set', lists:usort([{Element, Set} || Set <- Sets, Element <- Set]), {Type, [Type]}};
canonical_relation({'Set', [], '_'} = Empty) -> Empty;
canonical_relation({'Set', _, _}) -> error(badarg).

%% The family that has for each first element all second ones.
%% > sofs:to_external(sofs:relation_to_family(sofs:relation([{a, 1}, {a, 2}]))).
%% [{a,[1,2]}]
-spec relation_to_family(binary_relation()) -> family().
relation_to_family({'Set', Pairs, {A, B}}) -> {'Set', grouped(Pairs), {A, [B]}};
relation_to_family({'Set', [], '_'} = Empty) -> Empty;
relation_to_family({'Set', _, _}) -> error(badarg).

grouped([{Key, _} | _] = Pairs) ->
    {Own, Others} = lists:splitwith(fun({Other, _}) -> Other == Key end, Pairs),
    [{Key, [Value || {_, Value} <- Own]} | grouped(Others)];
grouped([]) -> [].

%% The same under its old name.
%% > sofs:to_external(sofs:rel2fam(sofs:relation([{a, 1}, {a, 2}]))).
%% [{a,[1,2]}]
-spec rel2fam(binary_relation()) -> family().
rel2fam(Relation) -> relation_to_family(Relation).

%% All first elements.
%% > sofs:to_external(sofs:domain(sofs:relation([{a, 1}, {b, 2}]))).
%% [a,b]
-spec domain(binary_relation()) -> a_set().
domain({'Set', Pairs, {Type, _}}) -> {'Set', lists:usort([A || {A, _} <- Pairs]), Type};
domain({'Set', [], '_'} = Empty) -> Empty;
domain({'Set', _, _}) -> error(badarg).

%% All second elements.
%% > sofs:to_external(sofs:range(sofs:relation([{a, 1}, {b, 2}]))).
%% [1,2]
-spec range(binary_relation()) -> a_set().
range(Relation) -> domain(converse(Relation)).

%% All elements.
%% > sofs:to_external(sofs:field(sofs:relation([{a, b}, {b, c}]))).
%% [a,b,c]
-spec field(binary_relation()) -> a_set().
field(Relation) -> union(domain(Relation), range(Relation)).

%% The pairs turned around.
%% > sofs:to_external(sofs:converse(sofs:relation([{a, 1}]))).
%% [{1,a}]
-spec converse(binary_relation()) -> binary_relation().
converse({'Set', Pairs, {A, B}}) -> {'Set', lists:usort([{Y, X} || {X, Y} <- Pairs]), {B, A}};
converse({'Set', [], '_'} = Empty) -> Empty;
converse({'Set', _, _}) -> error(badarg).

%% The second elements that belong to elements of a set.
%% > sofs:to_external(sofs:image(sofs:relation([{a, 1}, {b, 2}]), sofs:set([a]))).
%% [1]
-spec image(binary_relation(), a_set()) -> a_set().
image(Relation, Set) -> range(restriction(Relation, Set)).

%% The first elements that belong to elements of a set.
%% > sofs:to_external(sofs:inverse_image(sofs:relation([{a, 1}, {b, 2}]), sofs:set([2]))).
%% [b]
-spec inverse_image(binary_relation(), a_set()) -> a_set().
inverse_image(Relation, Set) -> image(converse(Relation), Set).

%% The pairs of different elements.
%% > sofs:to_external(sofs:strict_relation(sofs:relation([{a, a}, {a, b}]))).
%% [{a,b}]
-spec strict_relation(binary_relation()) -> binary_relation().
strict_relation({'Set', Pairs, {_, _} = Type}) -> {'Set', [Pair || {X, Y} = Pair <- Pairs, X /= Y], Type};
strict_relation({'Set', [], '_'} = Empty) -> Empty;
strict_relation({'Set', _, _}) -> error(badarg).

%% The pairs, and each element with itself.
%% > sofs:to_external(sofs:weak_relation(sofs:relation([{a, b}]))).
%% [{a,a},{a,b},{b,b}]
-spec weak_relation(binary_relation()) -> binary_relation().
weak_relation({'Set', Pairs, {A, B}}) ->
    Type = made(fun() -> unified(A, B) end),
    {'Set', lists:usort(Pairs ++ [{Z, Z} || {X, Y} <- Pairs, Z <- [X, Y]]), {Type, Type}};
weak_relation({'Set', [], '_'} = Empty) -> Empty;
weak_relation({'Set', _, _}) -> error(badarg).

%% The pairs, and each element of a set that has none with a value.
%% > sofs:to_external(sofs:extension(sofs:relation([{a, 1}]), sofs:set([a, b]), sofs:from_term(0))).
%% [{a,1},{b,0}]
-spec extension(binary_relation(), a_set(), anyset()) -> binary_relation().
extension({'Set', [], '_'}, {'Set', _, SetType}, Value) when SetType =/= '_' ->
    is_sofs_set(Value) orelse error({case_clause, {'_', SetType, false}}),
    case Value =:= empty_set() of
        true -> Value;
        false -> {'Set', [], {SetType, type(Value)}}
    end;
extension({'Set', _, Type} = Relation, {'Set', _, SetType} = Set, Value) ->
    is_sofs_set(Value) orelse error({case_clause, {Type, SetType, false}}),
    union(Relation, constant_function(difference(Set, domain(Relation)), Value)).

%% The function that has the same value for all elements of a set.
%% > sofs:to_external(sofs:constant_function(sofs:set([a, b]), sofs:from_term(0))).
%% [{a,0},{b,0}]
-spec constant_function(a_set(), anyset()) -> a_function().
constant_function({'Set', Elements, Type}, Value) ->
    is_sofs_set(Value) orelse error(badarg),
    case Type of
        '_' -> empty_set();
        _ ->
            External = to_external(Value),
            {'Set', [{Element, External} || Element <- Elements], {Type, type(Value)}}
    end;
constant_function({'OrdSet', _, _}, _) -> error(badarg).

%% The pairs of what the relations in a tuple or list have for the same first element.
%% > sofs:to_external(sofs:relative_product([sofs:relation([{a, 1}]), sofs:relation([{a, x}, {b, y}])])).
%% [{a,{1,x}}]
-spec relative_product(tuple_of(binary_relation()) | [binary_relation()]) -> binary_relation().
relative_product(Relations) when is_tuple(Relations) -> relative_product(tuple_to_list(Relations));
relative_product([_ | _] = Relations) ->
    Families = [relation_to_family(Relation) || Relation <- Relations],
    case lists:any(fun({'Set', _, Type}) -> Type =:= '_' end, Families) of
        true -> empty_set();
        false ->
            Key = lists:foldl(fun({'Set', _, {Type, _}}, Common) -> unified(Type, Common) end, '_', Families),
            Maps = [erlet_sofs:keyed(Family) || {'Set', Family, _} <- Families],
            {'Set', lists:sort(related(domain(hd(Relations)), Maps)),
             {Key, list_to_tuple([Type || {'Set', _, {_, [Type]}} <- Families])}}
    end;
relative_product([]) -> error(badarg).

related({'Set', Keys, _}, Maps) ->
    [{Key, list_to_tuple(Row)} || Key <- Keys, Row <- rows([maps:get(Key, Map, []) || Map <- Maps])].

%% The pairs that lead through two relations; or those of relations in a tuple or list, followed by one more.
%% > sofs:to_external(sofs:relative_product(sofs:relation([{a, 1}]), sofs:relation([{1, x}]))).
%% [{a,x}]
-spec relative_product(binary_relation() | tuple_of(binary_relation()) | [binary_relation()], binary_relation()) ->
          binary_relation().
relative_product({'Set', _, _} = First, {'Set', _, _} = Second) -> relative_product1(converse(First), Second);
relative_product({'OrdSet', _, _}, {'Set', Elements, _}) when Elements =/= [] -> error(badarg);
relative_product(Relations, {'Set', _, _} = Last) when is_tuple(Relations); is_list(Relations) ->
    Product = relative_product(Relations),
    _ = unified(type(range(Product)), type(domain(Last))),
    relative_product(Product, Last).

%% The pairs of second elements of two relations that belong to the same first element.
%% > sofs:to_external(sofs:relative_product1(sofs:relation([{a, 1}, {b, 2}]), sofs:relation([{a, x}]))).
%% [{1,x}]
-spec relative_product1(binary_relation(), binary_relation()) -> binary_relation().
relative_product1(First, Second) ->
    case relative_product([First, Second]) of
        {'Set', _, '_'} = Empty -> Empty;
        {'Set', Triples, {_, Type}} -> {'Set', lists:usort([Pair || {_, Pair} <- Triples]), Type}
    end.

%% Each element of a tuple's relations applied to its column of a relation.
%% > R = sofs:relation([{1, x}, {2, y}]), sofs:to_external(sofs:multiple_relative_product({R},
%%   sofs:relation([{1}]))).
%% [{{1},{x}}]
-spec multiple_relative_product(tuple_of(binary_relation()), binary_relation()) -> binary_relation().
multiple_relative_product(Relations, {'Set', _, Type}) when is_tuple(Type), tuple_size(Type) =/= tuple_size(Relations) ->
    error(badarg);
multiple_relative_product(Relations, {'Set', _, _} = Relation) when is_tuple(Relations) ->
    Columns = [relative_product(projection({external, fun(Row) -> {Row, element(N, Row)} end}, Relation), One)
               || {N, One} <- lists:zip(lists:seq(1, tuple_size(Relations)), tuple_to_list(Relations))],
    relative_product(Columns).

%% The rows of two relations that have the same element in a column each; the second's column is left out.
%% > sofs:to_external(sofs:join(sofs:relation([{a, 1}, {b, 2}]), 2, sofs:relation([{1, x}]), 1)).
%% [{a,1,x}]
-spec join(relation(), pos_integer(), relation(), pos_integer()) -> relation().
join({'Set', A, TypeA}, I, {'Set', B, TypeB}, J)
  when is_tuple(TypeA), is_tuple(TypeB), is_integer(I), I > 0, is_integer(J), J > 0, I =< tuple_size(TypeA),
       J =< tuple_size(TypeB) ->
    _ = unified(element(I, TypeA), element(J, TypeB)),
    ByKey = maps:groups_from_list(fun(Row) -> erlet_sofs:key(element(J, Row)) end, fun(Row) -> without(J, Row) end, B),
    Rows = [list_to_tuple(tuple_to_list(Row) ++ More) || Row <- A, More <- maps:get(erlet_sofs:key(element(I, Row)), ByKey, [])],
    {'Set', lists:usort(Rows), list_to_tuple(tuple_to_list(TypeA) ++ without(J, TypeB))};
join({'Set', [], '_'} = Empty, I, {'Set', _, Type}, J) when is_integer(I), is_integer(J) ->
    is_column(J, Type) orelse error(badarg),
    Empty;
join({'Set', _, Type}, I, {'Set', [], '_'} = Empty, J) when is_integer(I), is_integer(J) ->
    is_column(I, Type) orelse error(badarg),
    Empty;
join({'Set', _, _}, I, {'Set', _, _}, J) when is_integer(I), is_integer(J) -> error(badarg).

is_column(I, Type) -> I > 0 andalso (Type =:= '_' orelse is_tuple(Type) andalso I =< tuple_size(Type)).

without(N, Tuple) -> tuple_to_list(erlang:delete_element(N, Tuple)).

%%% Functions

%% Whether a relation has one pair for each first element.
%% > sofs:is_a_function(sofs:relation([{a, 1}, {a, 2}])).
%% false
-spec is_a_function(binary_relation()) -> boolean().
is_a_function({'Set', Pairs, {_, _}}) -> one_valued(Pairs);
is_a_function({'Set', [], '_'}) -> true;
is_a_function({'Set', _, _}) -> error(badarg).

%% The second function applied to what the first gives.
%% > sofs:to_external(sofs:composite(sofs:a_function([{a, 1}]), sofs:a_function([{1, x}]))).
%% [{a,x}]
-spec composite(a_function(), a_function()) -> a_function().
composite({'Set', F, {A, B}}, {'Set', G, {C, D}}) ->
    _ = unified(B, C),
    one_valued(F) andalso one_valued(G) orelse error(bad_function),
    Values = erlet_sofs:keyed(G),
    {'Set', [{X, value(erlet_sofs:key(Y), Values)} || {X, Y} <- F], {A, D}};
composite({'Set', _, {_, _}}, {'Set', [], '_'} = Empty) -> Empty;
composite({'Set', [], '_'} = Empty, {'Set', _, {_, _}}) -> Empty;
composite({'Set', [], '_'} = Empty, {'Set', [], '_'}) -> Empty;
composite({'Set', _, _}, {'Set', _, _}) -> error(badarg).

value(Key, Values) ->
    case Values of
        #{Key := Value} -> Value;
        #{} -> error(bad_function)
    end.

%% The function turned around, if that is one.
%% > sofs:to_external(sofs:inverse(sofs:a_function([{a, 1}, {b, 2}]))).
%% [{1,a},{2,b}]
-spec inverse(a_function()) -> a_function().
inverse({'Set', _, _} = Function) ->
    is_a_function(Function) orelse error(bad_function),
    checked_function(converse(Function)).

%% The pairs whose first element is in a set.
%% > sofs:to_external(sofs:restriction(sofs:relation([{a, 1}, {b, 2}]), sofs:set([a]))).
%% [{a,1}]
-spec restriction(binary_relation(), a_set()) -> binary_relation().
restriction(Relation, Set) -> restriction(1, Relation, Set).

%% The elements for which a function gives an element of another set.
%% > sofs:to_external(sofs:restriction(2, sofs:relation([{a, 1}, {b, 2}]), sofs:set([1]))).
%% [{a,1}]
-spec restriction(set_fun(), a_set(), a_set()) -> a_set().
restriction(Fun, Set, Kept) -> element(1, partition(Fun, Set, Kept)).

%% The pairs whose first element is not in a set.
%% > sofs:to_external(sofs:drestriction(sofs:relation([{a, 1}, {b, 2}]), sofs:set([a]))).
%% [{b,2}]
-spec drestriction(binary_relation(), a_set()) -> binary_relation().
drestriction(Relation, Set) -> drestriction(1, Relation, Set).

%% The elements for which a function gives no element of another set.
%% > sofs:to_external(sofs:drestriction(2, sofs:relation([{a, 1}, {b, 2}]), sofs:set([1]))).
%% [{b,2}]
-spec drestriction(set_fun(), a_set(), a_set()) -> a_set().
drestriction(Fun, Set, Left) -> element(2, partition(Fun, Set, Left)).

%% Both parts of a set: the elements for which a function gives an element of another set, and the others.
%% > {In, _} = sofs:partition(1, sofs:relation([{a, 1}, {b, 2}]), sofs:set([a])), sofs:to_external(In).
%% [{a,1}]
-spec partition(set_fun(), a_set(), a_set()) -> {a_set(), a_set()}.
partition(Fun, {'Set', _, _} = Set, {'Set', [], '_'} = Empty) when not is_integer(Fun), not is_tuple(Fun) -> {Empty, Set};
partition(Fun, {'Set', _, Type} = Set, {'Set', Wanted, WantedType}) ->
    {Pairs, ValueType} = erlet_sofs:values(Fun, Set),
    _ = unified(ValueType, WantedType),
    {In, Out} = lists:partition(fun({_, Value}) -> ordsets:is_element(Value, Wanted) end, Pairs),
    {{'Set', [Element || {Element, _} <- In], Type}, {'Set', [Element || {Element, _} <- Out], Type}}.

%% The function from each element to what another function gives for it.
%% > sofs:to_external(sofs:substitution({external, fun(A) -> {A, A} end}, sofs:set([a, b]))).
%% [{a,{a,a}},{b,{b,b}}]
-spec substitution(set_fun(), a_set()) -> a_function().
substitution(Fun, {'Set', _, Type} = Set) ->
    case erlet_sofs:values(Fun, Set) of
        {_, '_'} -> empty_set();
        {Pairs, ValueType} -> {'Set', Pairs, {Type, ValueType}}
    end.

%% What a function gives for the elements.
%% > sofs:to_external(sofs:projection(2, sofs:relation([{a, 1}, {b, 2}]))).
%% [1,2]
-spec projection(set_fun(), a_set()) -> a_set().
projection(Fun, {'Set', _, _} = Set) ->
    {Pairs, Type} = erlet_sofs:values(Fun, Set),
    {'Set', lists:usort([Value || {_, Value} <- Pairs]), Type}.

%% The largest sets of elements that are in the same ones of a set's sets.
%% > sofs:to_external(sofs:partition(sofs:from_term([[a, b], [b, c]]))).
%% [[a],[b],[c]]
-spec partition(set_of_sets()) -> a_set().
partition(Sets) ->
    case range(relation_to_family(converse(relation_to_family(canonical_relation(Sets))))) of
        {'Set', _, '_'} = Empty -> Empty;
        Parts -> Parts
    end.

%% The largest sets of elements for which a function gives the same.
%% > sofs:to_external(sofs:partition(1, sofs:relation([{a, 1}, {a, 2}, {b, 1}]))).
%% [[{a,1},{a,2}],[{b,1}]]
-spec partition(set_fun(), a_set()) -> a_set().
partition(Fun, Set) -> range(partition_family(Fun, Set)).

%% The same as a family, indexed by what the function gives.
%% > sofs:to_external(sofs:partition_family(1, sofs:relation([{a, 1}, {b, 1}]))).
%% [{a,[{a,1}]},{b,[{b,1}]}]
-spec partition_family(set_fun(), a_set()) -> family().
partition_family(Fun, Set) -> relation_to_family(converse(substitution(Fun, Set))).

%%% Families

%% The pairs of an index and an element of its set.
%% > sofs:to_external(sofs:family_to_relation(sofs:family([{a, [1, 2]}]))).
%% [{a,1},{a,2}]
-spec family_to_relation(family()) -> binary_relation().
family_to_relation({'Set', Family, {Index, [Type]}}) ->
    {'Set', [{Key, Element} || {Key, Set} <- Family, Element <- Set], {Index, Type}};
family_to_relation({'Set', [], '_'} = Empty) -> Empty;
family_to_relation({'Set', _, _}) -> error(badarg).

%% The same under its old name.
%% > sofs:to_external(sofs:fam2rel(sofs:family([{a, [1, 2]}]))).
%% [{a,1},{a,2}]
-spec fam2rel(family()) -> binary_relation().
fam2rel(Family) -> family_to_relation(Family).

%% The part of the family whose sets satisfy a function.
%% > sofs:to_external(sofs:family_specification(fun sofs:is_empty_set/1, sofs:family([{a, []}, {b, [1]}]))).
%% [{a,[]}]
-spec family_specification(spec_fun(), family()) -> family().
family_specification(Fun, {'Set', Family, {_, [_] = Type} = Types}) ->
    {'Set', [Pair || {_, Set} = Pair <- Family, holds(Fun, Set, Type)], Types};
family_specification(_, {'Set', [], '_'} = Empty) -> Empty;
family_specification(_, {'Set', _, _}) -> error(badarg).

%% The elements of all its sets.
%% > sofs:to_external(sofs:union_of_family(sofs:family([{a, [1]}, {b, [2]}]))).
%% [1,2]
-spec union_of_family(family()) -> a_set().
union_of_family(Family) -> union(sets_of(Family)).

%% The elements that all its sets have.
%% > sofs:to_external(sofs:intersection_of_family(sofs:family([{a, [1, 2]}, {b, [2]}]))).
%% [2]
-spec intersection_of_family(family()) -> a_set().
intersection_of_family(Family) -> intersection(sets_of(Family)).

sets_of({'Set', Family, {_, [_] = Type}}) -> {'Set', [Set || {_, Set} <- Family], Type};
sets_of({'Set', [], '_'} = Empty) -> Empty;
sets_of({'Set', _, _}) -> error(badarg).

%% Each set of sets replaced by its union.
%% > sofs:to_external(sofs:family_union(sofs:from_term([{a, [[1], [2]]}]))).
%% [{a,[1,2]}]
-spec family_union(family()) -> family().
family_union(Family) -> each_set(fun union/1, Family).

%% Each set of sets replaced by its intersection; fails with badarg when one has no sets.
%% > sofs:to_external(sofs:family_intersection(sofs:from_term([{a, [[1, 2], [2]]}]))).
%% [{a,[2]}]
-spec family_intersection(family()) -> family().
family_intersection(Family) -> each_set(fun intersection/1, Family).

%% Each relation replaced by its domain.
%% > sofs:to_external(sofs:family_domain(sofs:from_term([{a, [{x, 1}, {y, 2}]}]))).
%% [{a,[x,y]}]
-spec family_domain(family()) -> family().
family_domain(Family) -> each_set(fun domain/1, Family).

%% Each relation replaced by its range.
%% > sofs:to_external(sofs:family_range(sofs:from_term([{a, [{x, 1}, {y, 2}]}]))).
%% [{a,[1,2]}]
-spec family_range(family()) -> family().
family_range(Family) -> each_set(fun range/1, Family).

%% Each relation replaced by its field.
%% > sofs:to_external(sofs:family_field(sofs:from_term([{a, [{x, y}]}]))).
%% [{a,[x,y]}]
-spec family_field(family()) -> family().
family_field(Family) -> each_set(fun field/1, Family).

%% The type of the results is that for a set without elements, if there is one.
each_set(Fun, {'Set', Family, {Index, [Type]}}) ->
    Results = [{Key, Fun({'Set', Set, Type})} || {Key, Set} <- Family],
    Empty = try Fun({'Set', [], Type}) of Set -> type(Set) catch error:_ -> result_type(Type) end,
    {'Set', [{Key, Elements} || {Key, {'Set', Elements, _}} <- Results], {Index, Empty}};
each_set(_, {'Set', [], '_'} = Empty) -> Empty;
each_set(_, {'Set', _, _}) -> error(badarg).

result_type([_] = Type) -> Type;
result_type('_') -> ['_'];
result_type(_) -> error(badarg).

%% What a function gives for each set, which has to be a set.
%% > sofs:to_external(sofs:family_projection(fun sofs:union/1, sofs:from_term([{a, [[1], [2]]}]))).
%% [{a,[1,2]}]
-spec family_projection(set_fun(), family()) -> family().
family_projection(_, {'Set', [], {_, [_]}}) -> empty_set();
family_projection(Fun, {'Set', _, {_, [_]}}) when is_integer(Fun) -> error({badfun, Fun});
family_projection(Fun, {'Set', Family, {Index, [_] = Type}}) ->
    {Pairs, ValueType} = erlet_sofs:values(Fun, {'Set', [Set || {_, Set} <- Family], Type}),
    case ValueType of
        '_' -> empty_set();
        _ -> {'Set', [{Key, Value} || {{Key, _}, {_, Value}} <- lists:zip(Family, Pairs)], {Index, ValueType}}
    end;
family_projection(_, {'Set', [], '_'} = Empty) -> Empty;
family_projection(_, {'Set', _, _}) -> error(badarg).

%% The sets of both under the same index united; a set that only one has stays.
%% > sofs:to_external(sofs:family_union(sofs:family([{a, [1]}]), sofs:family([{a, [2]}]))).
%% [{a,[1,2]}]
-spec family_union(family(), family()) -> family().
family_union(A, B) -> merged(fun ordsets:union/2, fun(_, Set) -> {true, Set} end, A, B).

%% The common elements under indexes that both have.
%% > sofs:to_external(sofs:family_intersection(sofs:family([{a, [1, 2]}]), sofs:family([{a, [2]}]))).
%% [{a,[2]}]
-spec family_intersection(family(), family()) -> family().
family_intersection(A, B) -> merged(fun ordsets:intersection/2, fun(_, _) -> false end, A, B).

%% The elements of the first's sets that the second's set under the same index does not have.
%% > sofs:to_external(sofs:family_difference(sofs:family([{a, [1, 2]}]), sofs:family([{a, [2]}]))).
%% [{a,[1]}]
-spec family_difference(family(), family()) -> family().
family_difference(A, B) -> merged(fun ordsets:subtract/2, fun(Side, Set) -> Side =:= first andalso {true, Set} end, A, B).

%% Both families with one more function: what becomes of a set that only one has.
merged(Both, Alone, {'Set', A, TypeA}, {'Set', B, TypeB}) ->
    Type = unified(TypeA, TypeB),
    is_family(Type) orelse error(badarg),
    First = erlet_sofs:keyed(A),
    Second = erlet_sofs:keyed(B),
    Kept = [{Key, Value} || {Side, Own, Other} <- [{first, A, Second}, {second, B, First}], {Key, Set} <- Own,
                            not is_map_key(erlet_sofs:key(Key), Other), {true, Value} <- [Alone(Side, Set)]],
    Common = [{Key, Both(Set, map_get(Same, Second))} || {Key, Set} <- A, Same <- [erlet_sofs:key(Key)], is_map_key(Same, Second)],
    {'Set', lists:sort(Kept ++ Common), Type}.

is_family({_, [_]}) -> true;
is_family(Type) -> Type =:= '_'.

%%% Graphs

%% The graph with an edge from each index to each element of its set; the caller deletes it.
%% > lists:sort(digraph:vertices(sofs:family_to_digraph(sofs:family([{a, [b, c]}])))).
%% [a,b,c]
-spec family_to_digraph(family()) -> digraph:graph().
family_to_digraph(Family) -> family_to_digraph(Family, []).

%% The same with options for digraph:new/1; fails with cyclic when an acyclic graph would have a cycle.
%% > sofs:family_to_digraph(sofs:family([{a, [a]}]), [acyclic]).
%% ** error:cyclic
-spec family_to_digraph(family(), [digraph:d_type()]) -> digraph:graph().
family_to_digraph({'Set', Family, Type}, Options) ->
    is_family(Type) orelse error(badarg),
    Graph = try digraph:new(Options) catch error:_ -> error(badarg) end,
    [digraph:add_vertex(Graph, Vertex) || {Key, Set} <- Family, Vertex <- [Key | Set]],
    case [Error || {Key, Set} <- Family, Element <- Set, {error, Error} <- [digraph:add_edge(Graph, Key, Element)]] of
        [] -> Graph;
        _ ->
            true = digraph:delete(Graph),
            error(cyclic)
    end.

%% The family that has for each vertex those that its edges lead to.
%% > sofs:to_external(sofs:digraph_to_family(sofs:family_to_digraph(sofs:family([{a, [b]}])))).
%% [{a,[b]},{b,[]}]
-spec digraph_to_family(digraph:graph()) -> family().
digraph_to_family(Graph) -> digraph_to_family(Graph, [{atom, [atom]}]).

%% The same of a type.
%% > G = sofs:family_to_digraph(sofs:family([{a, [b]}])), sofs:type(sofs:digraph_to_family(G, [{v, [v]}])).
%% [{v,[v]}]
-spec digraph_to_family(digraph:graph(), type()) -> family().
digraph_to_family(Graph, [{_, [_]}] = Type) ->
    %% The elements are not held against the type, as in OTP.
    made(fun() ->
                 from_external(lists:sort([{Vertex, lists:usort(digraph:out_neighbours(Graph, Vertex))}
                                           || Vertex <- digraph:vertices(Graph)]), Type)
         end);
digraph_to_family(_, _) -> error(badarg).
