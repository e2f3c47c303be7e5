%%% What the functions of `ets` that are written in Rust are for. They fail with badarg when there is no such table,
%%% when it is private to another process, or when another argument is none of the kind that its name says.

%% A new table, which belongs to the calling process and goes with it. Options say its kind (set, ordered_set, bag,
%% duplicate_bag), who may use it (public, protected, private), named_table, {keypos, N}, {heir, Pid, Data}. Fails
%% with badarg for another option or a name that is taken.
%% > T = ets:new(pets, [bag]), ets:insert(T, [{cat, tom}, {cat, kitty}]), ets:lookup(T, cat).
%% [{cat,kitty},{cat,tom}]
%% > ets:new(pets, [heap]).
%% ** error:badarg
-spec new(Name :: atom(), Options :: [term()]) -> table().

%% Deletes a table with all that is in it. Fails with badarg when there is none.
%% > ets:delete(ets:new(t, [])).
%% true
-spec delete(table()) -> true.

%% Gives a named table another name.
%% > ets:new(old, [named_table]), ets:rename(old, new).
%% new
-spec rename(table(), Name :: atom()) -> Name :: atom().

%% The identifier of the table of a name.
%% > ets:whereis(no_such_table).
%% undefined
-spec whereis(Name :: atom()) -> tid() | undefined.

%% All tables, by their names where they have one.
%% > T = ets:new(t, []), lists:member(T, ets:all()).
%% true
-spec all() -> [table()].

%% What is known of a table: its kind, owner, size and more; undefined when there is none.
%% > T = ets:new(t, []), proplists:get_value(type, ets:info(T)).
%% set
%% > ets:info(no_such_table).
%% undefined
-spec info(table()) -> [{atom(), term()}] | undefined.

%% One of the things that `info/1` tells.
%% > T = ets:new(t, []), ets:insert(T, [{a, 1}, {b, 2}]), ets:info(T, size).
%% 2
%% > ets:info(ets:new(t, []), colour).
%% ** error:badarg
-spec info(table(), Item :: atom()) -> term() | undefined.

%% Changes who inherits a table.
%% > ets:setopts(ets:new(t, []), {heir, none}).
%% true
-spec setopts(table(), [{heir, pid() | none, term()}]) -> true.

%% Gives a table to another process, which gets {'ETS-TRANSFER', Table, From, Data}. Fails with badarg when the
%% process has ended or owns it already.
%% > ets:give_away(ets:new(t, []), self(), data).
%% ** error:badarg
-spec give_away(table(), pid(), Data :: term()) -> true.

%% Fixes a table: while it is fixed, a walk by `next/2` meets each object once, whatever is deleted.
%% > ets:safe_fixtable(ets:new(t, []), true).
%% true
-spec safe_fixtable(table(), boolean()) -> true.

%% Puts objects into a table; in a set one takes the place of the object with the same key. A list is put in as a
%% whole.
%% > T = ets:new(t, []), ets:insert(T, {a, 1}), ets:insert(T, {a, 2}), ets:tab2list(T).
%% [{a,2}]
%% > ets:insert(ets:new(t, []), a).
%% ** error:badarg
-spec insert(table(), tuple() | [tuple()]) -> true.

%% Puts objects into a table if none of their keys is there; whether it did.
%% > T = ets:new(t, []), ets:insert(T, {a, 1}), ets:insert_new(T, [{a, 2}, {b, 3}]).
%% false
-spec insert_new(table(), tuple() | [tuple()]) -> boolean().

%% The objects with a key.
%% > T = ets:new(t, []), ets:insert(T, {a, 1}), {ets:lookup(T, a), ets:lookup(T, b)}.
%% {[{a,1}],[]}
-spec lookup(table(), Key :: term()) -> [tuple()].

%% An element of the object with a key; of a bag the elements of all of them. Fails with badarg when there is none.
%% > T = ets:new(t, []), ets:insert(T, {a, 1, one}), ets:lookup_element(T, a, 3).
%% one
%% > ets:lookup_element(ets:new(t, []), a, 2).
%% ** error:badarg
-spec lookup_element(table(), Key :: term(), Position :: pos_integer()) -> term() | [term()].

%% As `lookup_element/3`, but gives the default when there is no object with the key.
%% > ets:lookup_element(ets:new(t, []), a, 2, none).
%% none
-spec lookup_element(table(), Key :: term(), Position :: pos_integer(), Default :: term()) -> term() | [term()].

%% Whether there is an object with a key.
%% > T = ets:new(t, []), ets:insert(T, {a, 1}), ets:member(T, a).
%% true
-spec member(table(), Key :: term()) -> boolean().

%% Takes the objects with a key out of a table and gives them.
%% > T = ets:new(t, []), ets:insert(T, {a, 1}), {ets:take(T, a), ets:take(T, a)}.
%% {[{a,1}],[]}
-spec take(table(), Key :: term()) -> [tuple()].

%% Deletes the objects with a key.
%% > T = ets:new(t, []), ets:insert(T, {a, 1}), ets:delete(T, a), ets:tab2list(T).
%% []
-spec delete(table(), Key :: term()) -> true.

%% Deletes the objects that are just like this one.
%% > T = ets:new(t, [bag]), ets:insert(T, [{a, 1}, {a, 2}]), ets:delete_object(T, {a, 1}), ets:tab2list(T).
%% [{a,2}]
-spec delete_object(table(), tuple()) -> true.

%% Deletes all objects and says how many there were: what `delete_all_objects/1` does.
%% > T = ets:new(t, []), ets:insert(T, {a, 1}), ets:internal_delete_all(T, undefined).
%% 1
-spec internal_delete_all(table(), undefined) -> non_neg_integer().

%% What `select_delete/2` does.
%% > T = ets:new(t, []), ets:insert(T, {a, 1}), ets:internal_select_delete(T, [{{a, '_'}, [], [true]}]).
%% 1
-spec internal_select_delete(table(), match_spec()) -> non_neg_integer().

%% Adds to an element of the object with a key, in one step that nobody sees half done. The step: Increment (of the
%% element behind the key), {Position, Increment}, {Position, Increment, Threshold, SetValue} or a list of those.
%% Fails with badarg when there is no such object or the element is no integer.
%% > T = ets:new(t, []), ets:insert(T, {hits, 1}), ets:update_counter(T, hits, 5).
%% 6
%% > T = ets:new(t, []), ets:insert(T, {hits, 9}), ets:update_counter(T, hits, {2, 1, 9, 0}).
%% 0
%% > ets:update_counter(ets:new(t, []), hits, 1).
%% ** error:badarg
-spec update_counter(table(), Key :: term(), Step :: term()) -> integer() | [integer()].

%% As `update_counter/3`; a default object is put in first when there is none with the key.
%% > ets:update_counter(ets:new(t, []), hits, 1, {hits, 0}).
%% 1
-spec update_counter(table(), Key :: term(), Step :: term(), Default :: tuple()) -> integer() | [integer()].

%% Changes elements of the object with a key; false when there is none.
%% > T = ets:new(t, []), ets:insert(T, {a, 1, 2}), ets:update_element(T, a, {3, two}), ets:lookup(T, a).
%% [{a,1,two}]
-spec update_element(table(), Key :: term(), {pos_integer(), term()} | [{pos_integer(), term()}]) -> boolean().

%% As `update_element/3`; a default object is put in first when there is none with the key.
%% > T = ets:new(t, []), ets:update_element(T, a, {2, 1}, {a, 0}), ets:lookup(T, a).
%% [{a,1}]
-spec update_element(table(), Key :: term(), {pos_integer(), term()} | [{pos_integer(), term()}], tuple()) -> true.

%% The first key of a table.
%% > T = ets:new(t, [ordered_set]), ets:insert(T, [{2}, {1}, {3}]), ets:first(T).
%% 1
%% > ets:first(ets:new(t, [])).
%% '$end_of_table'
-spec first(table()) -> Key :: term() | '$end_of_table'.

%% The last key of an ordered set; of another table what `first/1` gives.
%% > T = ets:new(t, [ordered_set]), ets:insert(T, [{2}, {1}, {3}]), ets:last(T).
%% 3
-spec last(table()) -> Key :: term() | '$end_of_table'.

%% The key behind a key. Fails with badarg when the key is not in the table, unless that is an ordered set.
%% > T = ets:new(t, [ordered_set]), ets:insert(T, [{2}, {1}, {3}]), ets:next(T, 1).
%% 2
-spec next(table(), Key :: term()) -> Key :: term() | '$end_of_table'.

%% The key before a key of an ordered set; of another table what `next/2` gives.
%% > T = ets:new(t, [ordered_set]), ets:insert(T, [{2}, {1}, {3}]), ets:prev(T, 1).
%% '$end_of_table'
-spec prev(table(), Key :: term()) -> Key :: term() | '$end_of_table'.

%% The first key and its objects.
%% > T = ets:new(t, [ordered_set]), ets:insert(T, [{2, b}, {1, a}]), ets:first_lookup(T).
%% {1,[{1,a}]}
-spec first_lookup(table()) -> {Key :: term(), [tuple()]} | '$end_of_table'.

%% The last key and its objects.
%% > T = ets:new(t, [ordered_set]), ets:insert(T, [{2, b}, {1, a}]), ets:last_lookup(T).
%% {2,[{2,b}]}
-spec last_lookup(table()) -> {Key :: term(), [tuple()]} | '$end_of_table'.

%% The key behind a key and its objects.
%% > T = ets:new(t, [ordered_set]), ets:insert(T, [{2, b}, {1, a}]), ets:next_lookup(T, 1).
%% {2,[{2,b}]}
-spec next_lookup(table(), Key :: term()) -> {Key :: term(), [tuple()]} | '$end_of_table'.

%% The key before a key and its objects.
%% > T = ets:new(t, [ordered_set]), ets:insert(T, [{2, b}, {1, a}]), ets:prev_lookup(T, 2).
%% {1,[{1,a}]}
-spec prev_lookup(table(), Key :: term()) -> {Key :: term(), [tuple()]} | '$end_of_table'.

%% The objects in a place of a table, counted from 0.
%% > ets:slot(ets:new(t, [ordered_set]), 0).
%% '$end_of_table'
-spec slot(table(), non_neg_integer()) -> [tuple()] | '$end_of_table'.

%% The next results of `select/3`.
%% > T = ets:new(t, [ordered_set]), ets:insert(T, [{1}, {2}, {3}]), {_, C} = ets:select(T, [{{'$1'}, [], ['$1']}], 2),
%%   ets:select(C).
%% {[3],'$end_of_table'}
-spec select(Continuation :: term()) -> {[term()], term()} | '$end_of_table'.

%% What a match specification gives of each object that it matches.
%% > T = ets:new(t, [ordered_set]), ets:insert(T, [{1, a}, {2, b}, {3, c}]),
%%   ets:select(T, [{{'$1', '$2'}, [{'>', '$1', 1}], ['$2']}]).
%% [b,c]
%% > ets:select(ets:new(t, []), wrong).
%% ** error:badarg
-spec select(table(), match_spec()) -> [term()].

%% The first results of `select/2`, and how to go on.
%% > T = ets:new(t, []), ets:select(T, [{{'$1'}, [], ['$1']}], 2).
%% '$end_of_table'
-spec select(table(), match_spec(), pos_integer()) -> {[term()], term()} | '$end_of_table'.

%% The next results of `select_reverse/3`.
%% > T = ets:new(t, [ordered_set]), ets:insert(T, [{1}, {2}, {3}]),
%%   {_, C} = ets:select_reverse(T, [{{'$1'}, [], ['$1']}], 2), ets:select_reverse(C).
%% {[1],'$end_of_table'}
-spec select_reverse(Continuation :: term()) -> {[term()], term()} | '$end_of_table'.

%% As `select/2`, from the last object of an ordered set to the first.
%% > T = ets:new(t, [ordered_set]), ets:insert(T, [{1}, {2}, {3}]), ets:select_reverse(T, [{{'$1'}, [], ['$1']}]).
%% [3,2,1]
-spec select_reverse(table(), match_spec()) -> [term()].

%% The first results of `select_reverse/2`, and how to go on.
%% > T = ets:new(t, [ordered_set]), ets:insert(T, [{1}, {2}, {3}]),
%%   element(1, ets:select_reverse(T, [{{'$1'}, [], ['$1']}], 2)).
%% [3,2]
-spec select_reverse(table(), match_spec(), pos_integer()) -> {[term()], term()} | '$end_of_table'.

%% For how many objects a match specification gives true.
%% > T = ets:new(t, []), ets:insert(T, [{1}, {2}, {3}]), ets:select_count(T, [{{'$1'}, [{'>', '$1', 1}], [true]}]).
%% 2
-spec select_count(table(), match_spec()) -> non_neg_integer().

%% Puts what a match specification gives in the place of each object that it matches; how many there were. Fails with
%% badarg unless the keys stay.
%% > T = ets:new(t, []), ets:insert(T, {a, 1}),
%%   ets:select_replace(T, [{{'$1', '$2'}, [], [{{'$1', {'+', '$2', 1}}}]}]), ets:lookup(T, a).
%% [{a,2}]
-spec select_replace(table(), match_spec()) -> non_neg_integer().

%% The next results of `match/3`.
%% > T = ets:new(t, [ordered_set]), ets:insert(T, [{1}, {2}, {3}]), {_, C} = ets:match(T, {'$1'}, 2), ets:match(C).
%% {[[3]],'$end_of_table'}
-spec match(Continuation :: term()) -> {[[term()]], term()} | '$end_of_table'.

%% The values of the pattern's variables ('$1', '$2' …) for each object that it matches.
%% > T = ets:new(t, []), ets:insert(T, [{a, 1}, {b, 2}]), ets:match(T, {b, '$1'}).
%% [[2]]
-spec match(table(), match_pattern()) -> [[term()]].

%% The first results of `match/2`, and how to go on.
%% > T = ets:new(t, [ordered_set]), ets:insert(T, [{1}, {2}, {3}]), element(1, ets:match(T, {'$1'}, 2)).
%% [[1],[2]]
-spec match(table(), match_pattern(), pos_integer()) -> {[[term()]], term()} | '$end_of_table'.

%% The next results of `match_object/3`.
%% > T = ets:new(t, [ordered_set]), ets:insert(T, [{1}, {2}, {3}]), {_, C} = ets:match_object(T, {'_'}, 2),
%%   ets:match_object(C).
%% {[{3}],'$end_of_table'}
-spec match_object(Continuation :: term()) -> {[tuple()], term()} | '$end_of_table'.

%% The objects that a pattern matches.
%% > T = ets:new(t, []), ets:insert(T, [{a, 1}, {b, 2}]), ets:match_object(T, {'_', 2}).
%% [{b,2}]
-spec match_object(table(), match_pattern()) -> [tuple()].

%% The first results of `match_object/2`, and how to go on.
%% > T = ets:new(t, [ordered_set]), ets:insert(T, [{1}, {2}, {3}]), element(1, ets:match_object(T, {'_'}, 2)).
%% [{1},{2}]
-spec match_object(table(), match_pattern(), pos_integer()) -> {[tuple()], term()} | '$end_of_table'.

%% A match specification in the form that `match_spec_run/2` takes. Fails with badarg when it is none.
%% > ets:match_spec_run([{1}, {2}], ets:match_spec_compile([{{'$1'}, [], ['$1']}])).
%% [1,2]
%% > ets:match_spec_compile(wrong).
%% ** error:badarg
-spec match_spec_compile(match_spec()) -> comp_match_spec().

%% What `match_spec_run/2` does, with the results turned around before a list.
%% > ets:match_spec_run_r([{1}, {2}], ets:match_spec_compile([{{'$1'}, [], ['$1']}]), []).
%% [2,1]
-spec match_spec_run_r([term()], comp_match_spec(), [term()]) -> [term()].

%% Whether a term is a compiled match specification.
%% > ets:is_compiled_ms([]).
%% false
-spec is_compiled_ms(term()) -> boolean().
