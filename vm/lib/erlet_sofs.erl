%%% Types and elements for `sofs`: what a term says as a set, common types, functions applied to all elements of a set.
-module(erlet_sofs).

-export([from_term/1, from_term/2, is_type/1, unify/2, values/2, key/1, keyed/1]).

%% Whether a term is a type: an atom, [Type], [_] or a tuple of types.
-spec is_type(term()) -> boolean().
is_type('_') -> false;
is_type(Type) when is_atom(Type) -> true;
is_type(['_']) -> true;
is_type([Type]) -> is_type(Type);
is_type(Type) when is_tuple(Type), tuple_size(Type) > 0 -> lists:all(fun is_type/1, tuple_to_list(Type));
is_type(_) -> false.

%% The common type of two, or none.
-spec unify(sofs:type(), sofs:type()) -> sofs:type() | none.
unify(Type, Type) -> Type;
unify('_', Type) -> Type;
unify(Type, '_') -> Type;
unify([A], [B]) ->
    case unify(A, B) of
        none -> none;
        Type -> [Type]
    end;
unify(A, B) when is_tuple(A), is_tuple(B), tuple_size(A) =:= tuple_size(B) ->
    Types = lists:zipwith(fun unify/2, tuple_to_list(A), tuple_to_list(B)),
    case lists:member(none, Types) of
        true -> none;
        false -> list_to_tuple(Types)
    end;
unify(_, _) -> none.

%% The set that a term says; error if its elements have no common type.
-spec from_term(term()) -> sofs:anyset().
from_term(Term) ->
    External = sorted(Term),
    made(External, type(External)).

made(Elements, [Type]) -> {'Set', Elements, Type};
made(Term, Type) -> {'OrdSet', Term, Type}.

sorted(List) when is_list(List) -> lists:usort([sorted(Term) || Term <- List]);
sorted(Tuple) when is_tuple(Tuple) -> list_to_tuple([sorted(Term) || Term <- tuple_to_list(Tuple)]);
sorted(Atom) -> Atom.

type(List) when is_list(List) ->
    [lists:foldl(fun(Term, Type) -> common(type(Term), Type) end, '_', List)];
type(Tuple) when is_tuple(Tuple), tuple_size(Tuple) > 0 -> list_to_tuple([type(Term) || Term <- tuple_to_list(Tuple)]);
type(Atom) when not is_tuple(Atom) -> atom.

%% The set of a type that a term says; error if it is of another. A part of type '_' has the type that it shows.
-spec from_term(term(), sofs:type()) -> sofs:anyset().
from_term(Term, Type) ->
    true = is_type(Type),
    {External, Found} = typed(Term, Type),
    made(External, Found).

typed(List, ['_']) when is_list(List) ->
    External = sorted(List),
    {External, type(External)};
typed(List, [Type]) when is_list(List) ->
    {Elements, Types} = lists:unzip([typed(Term, Type) || Term <- List]),
    {lists:usort(Elements), [lists:foldl(fun common/2, Type, Types)]};
typed(Tuple, Type) when is_tuple(Type), tuple_size(Tuple) =:= tuple_size(Type) ->
    {Elements, Types} = lists:unzip(lists:zipwith(fun typed/2, tuple_to_list(Tuple), tuple_to_list(Type))),
    {list_to_tuple(Elements), list_to_tuple(Types)};
typed(Term, Type) when is_atom(Type), Type =/= '_' -> {Term, Type}.

common(A, B) ->
    Type = unify(A, B),
    true = Type =/= none,
    Type.

%% Each element with what a function gives for it, in their external forms, and the type of these.
-spec values(sofs:set_fun(), sofs:a_set()) -> {[{term(), term()}], sofs:type()}.
values(_, {'Set', [], '_'}) -> {[], '_'};
values(N, {'Set', Elements, Type}) when is_integer(N) ->
    is_tuple(Type) andalso N > 0 andalso N =< tuple_size(Type) orelse error(badarg),
    {[{Element, element(N, Element)} || Element <- Elements], element(N, Type)};
values({external, Fun}, {'Set', Elements, Type}) ->
    %% It could not keep sets sorted.
    is_list(Type) andalso error(badarg),
    ValueType = Fun(Type),
    is_type(ValueType) orelse error(badarg),
    {[{Element, Fun(Element)} || Element <- Elements], ValueType};
%% What a function would give cannot be known without an element.
values(_, {'Set', [], _}) -> {[], '_'};
values(Fun, {'Set', Elements, Type}) ->
    Values = [{Element, checked(Fun(set(Type, Element)))} || Element <- Elements],
    Common = lists:foldl(fun({_, Value}, Known) -> unify_or_error(sofs:type(Value), Known) end, '_', Values),
    {[{Element, sofs:to_external(Value)} || {Element, Value} <- Values], Common}.

set([Type], Element) -> {'Set', Element, Type};
set(Type, Element) -> {'OrdSet', Element, Type}.

checked(Value) ->
    sofs:is_sofs_set(Value) orelse error(badarg),
    Value.

unify_or_error(A, B) ->
    case unify(A, B) of
        none -> error(type_mismatch);
        Type -> Type
    end.

%% What terms have in common that are equal without being the same (`1` and `1.0`), for they are one element of a set.
-spec key(term()) -> term().
key(Float) when is_float(Float), trunc(Float) == Float -> trunc(Float);
key(Tuple) when is_tuple(Tuple) -> list_to_tuple([key(Element) || Element <- tuple_to_list(Tuple)]);
key([Head | Tail]) -> [key(Head) | key(Tail)];
key(Term) -> Term.

%% The values of pairs by their keys.
-spec keyed([{term(), Value}]) -> #{term() => Value}.
keyed(Pairs) -> #{key(Key) => Value || {Key, Value} <- Pairs}.
