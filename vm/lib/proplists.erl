%%% Property lists: the module `proplists`.
%%%
%%% An entry is a tuple, whose first element is its key, or an atom, which stands for `{Atom, true}`.  Other terms in
%%% a list are not seen.
-module(proplists).

-export([property/1, property/2, unfold/1, compact/1, from_map/1, to_map/1, to_map/2]).
-export([lookup/2, lookup_all/2, is_defined/2, get_value/2, get_value/3, get_all_values/2, append_values/2,
         get_bool/2, get_keys/1]).
-export([delete/2, split/2, substitute_aliases/2, substitute_negations/2, expand/2, normalize/2]).

-export_type([property/0, proplist/0]).

-type property() :: atom() | tuple().
-type proplist() :: [property()].
-type stage() :: {aliases, [{term(), term()}]} | {negations, [{term(), term()}]} | {expand, [{property(), [term()]}]}.

-define(HAS_KEY(Entry, Key), (Entry =:= Key andalso is_atom(Entry)) orelse
                             (tuple_size(Entry) >= 1 andalso element(1, Entry) =:= Key)).

%%% Forms of entries

%% The short form of an entry.
%% > proplists:property({a, true}).
%% a
-spec property(property()) -> property().
property({Key, true}) when is_atom(Key) -> Key;
property(Entry) -> Entry.

%% The short form of an entry with a key and a value.
%% > proplists:property(a, 1).
%% {a,1}
-spec property(term(), term()) -> property().
property(Key, true) when is_atom(Key) -> Key;
property(Key, Value) -> {Key, Value}.

%% A list whose atoms are written out as tuples.
%% > proplists:unfold([a, {b, 1}]).
%% [{a,true},{b,1}]
-spec unfold(proplist()) -> [tuple()].
unfold([Head | Tail]) when is_atom(Head) -> [{Head, true} | unfold(Tail)];
unfold([Head | Tail]) -> [Head | unfold(Tail)];
unfold([]) -> [].

%% A list whose entries have the short form.
%% > proplists:compact([{a, true}, {b, 1}]).
%% [a,{b,1}]
-spec compact(proplist()) -> proplist().
compact(List) -> [property(Entry) || Entry <- List].

%% The entries of a map.
%% > proplists:from_map(#{a => 1}).
%% [{a,1}]
-spec from_map(map()) -> proplist().
from_map(Map) -> maps:to_list(Map).

%% A map of the first entries of all keys.
%% > proplists:to_map([a, {b, 1}, {b, 2}]).
%% #{a => true,b => 1}
-spec to_map(proplist()) -> map().
to_map(List) -> lists:foldr(fun add/2, #{}, List).

add({Key, Value}, Map) -> Map#{Key => Value};
add(Key, Map) when is_atom(Key) -> Map#{Key => true};
add(Entry, Map) when tuple_size(Entry) >= 1 -> maps:remove(element(1, Entry), Map);
add(_, Map) -> Map.

%% The same after normalization.
%% > proplists:to_map([no_a], [{negations, [{no_a, a}]}]).
%% #{a => false}
-spec to_map(proplist(), [stage()]) -> map().
to_map(List, Stages) -> to_map(staged(List, Stages)).

%%% Looking up

%% The first entry of a key.
%% > proplists:lookup(a, [a]).
%% {a,true}
-spec lookup(term(), proplist()) -> none | tuple().
lookup(Key, [Head | _]) when ?HAS_KEY(Head, Key) -> entry(Head);
lookup(Key, [_ | Tail]) -> lookup(Key, Tail);
lookup(_, []) -> none.

entry(Atom) when is_atom(Atom) -> {Atom, true};
entry(Tuple) -> Tuple.

%% All entries of a key.
%% > proplists:lookup_all(a, [{a, 1}, a]).
%% [{a,1},{a,true}]
-spec lookup_all(term(), proplist()) -> [tuple()].
lookup_all(Key, [Head | Tail]) when ?HAS_KEY(Head, Key) -> [entry(Head) | lookup_all(Key, Tail)];
lookup_all(Key, [_ | Tail]) -> lookup_all(Key, Tail);
lookup_all(_, []) -> [].

%% Whether there is an entry of a key.
%% > proplists:is_defined(a, [a]).
%% true
-spec is_defined(term(), proplist()) -> boolean().
is_defined(Key, [Head | _]) when ?HAS_KEY(Head, Key) -> true;
is_defined(Key, [_ | Tail]) -> is_defined(Key, Tail);
is_defined(_, []) -> false.

%% The value of a key, or undefined.
%% > proplists:get_value(a, [{a, 1}]).
%% 1
%% > proplists:get_value(b, [{a, 1}]).
%% undefined
-spec get_value(term(), proplist()) -> term().
get_value(Key, List) -> get_value(Key, List, undefined).

%% The value of a key, or a default.
%% > proplists:get_value(b, [{a, 1}], none).
%% none
-spec get_value(term(), proplist(), term()) -> term().
get_value(Key, [Head | _], Default) when ?HAS_KEY(Head, Key) ->
    case Head of
        {_, Value} -> Value;
        _ when is_atom(Head) -> true;
        _ -> Default
    end;
get_value(Key, [_ | Tail], Default) -> get_value(Key, Tail, Default);
get_value(_, [], Default) -> Default.

%% The values of all entries of a key.
%% > proplists:get_all_values(a, [{a, 1}, {b, 2}, {a, 3}]).
%% [1,3]
-spec get_all_values(term(), proplist()) -> [term()].
get_all_values(Key, List) -> [Value || {_, Value} <- lookup_all(Key, List)].

%% The values of all entries of a key, appended; a value that is no list counts as one of one element.
%% > proplists:append_values(a, [{a, [1]}, b, {a, 2}]).
%% [1,2]
-spec append_values(term(), proplist()) -> [term()].
append_values(Key, List) -> appended(get_all_values(Key, List)).

appended([Value | Values]) when is_list(Value) -> Value ++ appended(Values);
appended([Value | Values]) -> [Value | appended(Values)];
appended([]) -> [].

%% Whether the first entry of a key says true.
%% > proplists:get_bool(debug, [debug]).
%% true
%% > proplists:get_bool(debug, [{debug, 1}]).
%% false
-spec get_bool(term(), proplist()) -> boolean().
get_bool(Key, List) -> get_value(Key, List, false) =:= true.

%% The keys, each one once, in the order of a set of them.
%% > proplists:get_keys([a, {b, 1}, {a, 2}]).
%% [a,b]
-spec get_keys(proplist()) -> [term()].
get_keys(List) -> sets:to_list(keys(List, sets:new())).

keys([Head | Tail], Set) when is_atom(Head) -> keys(Tail, sets:add_element(Head, Set));
keys([Head | Tail], Set) when tuple_size(Head) >= 1 -> keys(Tail, sets:add_element(element(1, Head), Set));
keys([_ | Tail], Set) -> keys(Tail, Set);
keys([], Set) -> Set.

%%% Changing lists

%% A list without the entries of a key.
%% > proplists:delete(a, [a, {b, 1}, {a, 2}]).
%% [{b,1}]
-spec delete(term(), proplist()) -> proplist().
delete(Key, [Head | Tail]) when ?HAS_KEY(Head, Key) -> delete(Key, Tail);
delete(Key, [Head | Tail]) -> [Head | delete(Key, Tail)];
delete(_, []) -> [].

%% The entries of each of some keys, and the others.
%% > proplists:split([{a, 1}, {b, 2}, c], [a, c]).
%% {[[{a,1}],[c]],[{b,2}]}
-spec split(proplist(), [term()]) -> {[proplist()], proplist()}.
split(List, Keys) ->
    {Found, Rest} = distribute(List, maps:from_list([{Key, []} || Key <- Keys]), []),
    {[lists:reverse(maps:get(Key, Found)) || Key <- Keys], Rest}.

distribute([Head | Tail], Found, Rest) ->
    Key = case Head of
              _ when tuple_size(Head) >= 1 -> element(1, Head);
              _ -> Head
          end,
    case Found of
        #{Key := Entries} when is_atom(Head); tuple_size(Head) >= 1 ->
            distribute(Tail, Found#{Key := [Head | Entries]}, Rest);
        #{} -> distribute(Tail, Found, [Head | Rest])
    end;
distribute([], Found, Rest) -> {Found, lists:reverse(Rest)}.

%% A list with other keys: those of the first pair `{Old, New}` for a key.
%% > proplists:substitute_aliases([{colour, color}], [{colour, red}]).
%% [{color,red}]
-spec substitute_aliases([{term(), term()}], proplist()) -> proplist().
substitute_aliases(Aliases, List) ->
    [case renamed(Entry, Aliases) of
         {_, New} -> property(setelement(1, entry(Entry), New));
         false -> Entry
     end || Entry <- List].

%% A list with other keys whose values are negated.
%% > proplists:substitute_negations([{no_debug, debug}], [no_debug]).
%% [{debug,false}]
-spec substitute_negations([{term(), term()}], proplist()) -> proplist().
substitute_negations(Negations, List) ->
    [case renamed(Entry, Negations) of
         {_, New} -> property(New, not is_true(Entry));
         false -> Entry
     end || Entry <- List].

renamed(Entry, Pairs) when is_atom(Entry) -> pair(Entry, Pairs);
renamed(Entry, Pairs) when tuple_size(Entry) >= 1 -> pair(element(1, Entry), Pairs);
renamed(_, Pairs) -> pair(make_ref(), Pairs).

pair(Key, [{Key, _} = Pair | _]) -> Pair;
pair(Key, [{_, _} | Pairs]) -> pair(Key, Pairs);
pair(_, []) -> false.

is_true({_, Value}) -> Value =:= true;
is_true(Entry) -> is_atom(Entry).

%% A list with other terms for entries: those of the first pair `{Entry, Terms}`, where the first entry of the key
%% is that entry; later entries of the key are left out then.
%% > proplists:expand([{fast, [{level, 9}]}], [fast, other]).
%% [{level,9},other]
-spec expand([{property(), [term()]}], proplist()) -> [term()].
expand(Expansions, List) when is_list(List) -> expanded(List, by_key(Expansions)).

%% The expansions of keys: `#{Key => #{ShortForm => Terms}}`.
by_key(Expansions) ->
    Pairs = [{property(Entry), Terms} || {Entry, Terms} <- Expansions, is_atom(Entry) orelse tuple_size(Entry) >= 1],
    lists:foldr(fun({Short, Terms}, ByKey) ->
                        Key = element(1, entry(Short)),
                        ByKey#{Key => (maps:get(Key, ByKey, #{}))#{Short => Terms}}
                end, #{}, Pairs).

expanded([Head | Tail], ByKey) when is_atom(Head); tuple_size(Head) >= 1 ->
    Key = element(1, entry(Head)),
    case ByKey of
        #{Key := gone} -> expanded(Tail, ByKey);
        #{Key := Forms} -> expanded(property(Head), Key, Forms, Tail, ByKey);
        #{} -> [Head | expanded(Tail, ByKey)]
    end;
expanded([Head | Tail], ByKey) when is_list(Head) ->
    %% A list in the list counts as its elements, which are not expanded.
    Head ++ expanded(Tail, ByKey);
expanded([Head | Tail], ByKey) -> [Head | expanded(Tail, ByKey)];
expanded([], _) -> [].

%% Expands the first entry of a key.
expanded(Short, Key, Forms, Tail, ByKey) ->
    case Forms of
        #{Short := Terms} when is_list(Terms) -> Terms ++ expanded(Tail, ByKey#{Key := gone});
        #{Short := Term} -> [Term | expanded(Tail, ByKey#{Key := gone})];
        #{} -> [Short | expanded(Tail, maps:remove(Key, ByKey))]
    end.

%% Runs the stages of aliases, negations and expansions over a list, and gives the short forms.
%% > proplists:normalize([no_debug, {old, 1}], [{negations, [{no_debug, debug}]}, {aliases, [{old, new}]}]).
%% [{debug,false},{new,1}]
-spec normalize(proplist(), [stage()]) -> proplist().
normalize(List, Stages) -> compact(staged(List, Stages)).

staged(List, [{aliases, Aliases} | Stages]) -> staged(substitute_aliases(Aliases, List), Stages);
staged(List, [{negations, Negations} | Stages]) -> staged(substitute_negations(Negations, List), Stages);
staged(List, [{expand, Expansions} | Stages]) -> staged(expand(Expansions, List), Stages);
staged(List, []) -> List.
