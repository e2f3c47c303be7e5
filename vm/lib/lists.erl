%%% Lists: the module `lists`, but for what the machine does itself (`reverse`, `member`, `sort/1`, `usort/1`,
%%% `keyfind`, `keymember`, `keysearch`, `keysort`, `ukeysort`).
%%%
%%% Merging, and sorting by a function, stand in `erlet_sort`.
-module(lists).

-export([all/2, any/2, filter/2, filtermap/2, flatmap/2, foldl/3, foldr/3, foreach/2, map/2, mapfoldl/3, mapfoldr/3,
         search/2, zf/2]).
-export([dropwhile/2, takewhile/2, splitwith/2, partition/2]).
-export([append/1, append/2, concat/1, subtract/2, flatten/1, flatten/2, flatlength/1, join/2]).
-export([seq/2, seq/3, duplicate/2, enumerate/1, enumerate/2]).
-export([nth/2, nthtail/2, last/1, droplast/1, split/2, sublist/2, sublist/3, prefix/2, suffix/2]).
-export([delete/2, uniq/1, uniq/2, sum/1, max/1, min/1]).
-export([zip/2, zip3/3, zipwith/3, zipwith3/4, unzip/1, unzip3/1]).
-export([keydelete/3, keyreplace/4, keystore/4, keytake/3, keymap/3]).
-export([sort/2, usort/2, merge/1, merge/2, merge/3, merge3/3, umerge/1, umerge/2, umerge/3, umerge3/3,
         keymerge/3, ukeymerge/3, rmerge/2, rmerge/3, rumerge/2, rumerge/3]).

%%% Functions over elements

%% Whether a predicate holds for every element.
%% > lists:all(fun(X) -> is_atom(X) end, [a, b]).
%% true
-spec all(fun((T) -> boolean()), [T]) -> boolean().
all(Pred, List) when is_function(Pred, 1) ->
    case List of
        [_ | _] -> all_of(Pred, List);
        [] -> true
    end.

all_of(Pred, [Head | Tail]) ->
    case Pred(Head) of
        true -> all_of(Pred, Tail);
        false -> false
    end;
all_of(_, []) -> true.

%% Whether a predicate holds for some element.
%% > lists:any(fun(X) -> is_atom(X) end, [1, b]).
%% true
-spec any(fun((T) -> boolean()), [T]) -> boolean().
any(Pred, List) when is_function(Pred, 1) ->
    case List of
        [_ | _] -> any_of(Pred, List);
        [] -> false
    end.

any_of(Pred, [Head | Tail]) ->
    case Pred(Head) of
        true -> true;
        false -> any_of(Pred, Tail)
    end;
any_of(_, []) -> false.

%% The elements a predicate holds for.
%% > lists:filter(fun(N) -> N rem 2 =:= 0 end, [1, 2, 3, 4]).
%% [2,4]
-spec filter(fun((T) -> boolean()), [T]) -> [T].
filter(Pred, List) when is_function(Pred, 1) -> [Elem || Elem <- List, Pred(Elem)].

%% The elements a function wants, as they are (true) or as it gives them ({true, Value}).
%% > lists:filtermap(fun(N) -> N > 1 andalso {true, N * 10} end, [1, 2, 3]).
%% [20,30]
-spec filtermap(fun((T) -> boolean() | {true, V}), [T]) -> [T | V].
filtermap(Fun, List) when is_function(Fun, 1) -> filtermap_of(Fun, List).

filtermap_of(Fun, [Head | Tail]) ->
    case Fun(Head) of
        true -> [Head | filtermap_of(Fun, Tail)];
        {true, Value} -> [Value | filtermap_of(Fun, Tail)];
        false -> filtermap_of(Fun, Tail)
    end;
filtermap_of(_, []) -> [].

%% The old name of `filtermap`.
%% > lists:zf(fun(N) when N > 1 -> {true, N * N}; (_) -> false end, [1, 2, 3]).
%% [4,9]
-spec zf(fun((T) -> boolean() | {true, V}), [T]) -> [T | V].
zf(Fun, List) -> filtermap(Fun, List).

%% The lists a function gives for the elements, appended.
%% > lists:flatmap(fun(N) -> [N, N] end, [1, 2]).
%% [1,1,2,2]
-spec flatmap(fun((T) -> [V]), [T]) -> [V].
flatmap(Fun, List) when is_function(Fun, 1) -> flatmap_of(Fun, List).

flatmap_of(Fun, [Head | Tail]) -> Fun(Head) ++ flatmap_of(Fun, Tail);
flatmap_of(_, []) -> [].

%% Folds from the first element on.
%% > lists:foldl(fun(N, Sum) -> N + Sum end, 0, [1, 2, 3]).
%% 6
%% > lists:foldl(fun(N, Acc) -> [N | Acc] end, [], [1, 2, 3]).
%% [3,2,1]
-spec foldl(fun((T, Acc) -> Acc), Acc, [T]) -> Acc.
foldl(Fun, Acc, List) when is_function(Fun, 2) ->
    case List of
        [Head | Tail] -> foldl_of(Fun, Fun(Head, Acc), Tail);
        [] -> Acc
    end.

foldl_of(Fun, Acc, [Head | Tail]) -> foldl_of(Fun, Fun(Head, Acc), Tail);
foldl_of(_, Acc, []) -> Acc.

%% Folds from the last element on.
%% > lists:foldr(fun(N, Acc) -> [N * 2 | Acc] end, [], [1, 2, 3]).
%% [2,4,6]
-spec foldr(fun((T, Acc) -> Acc), Acc, [T]) -> Acc.
foldr(Fun, Acc, List) when is_function(Fun, 2) -> foldr_of(Fun, Acc, List).

foldr_of(Fun, Acc, [Head | Tail]) -> Fun(Head, foldr_of(Fun, Acc, Tail));
foldr_of(_, Acc, []) -> Acc.

%% Calls a function for every element.
%% > lists:foreach(fun(N) -> put(last, N) end, [1, 2]).
%% ok
-spec foreach(fun((T) -> term()), [T]) -> ok.
foreach(Fun, List) when is_function(Fun, 1) -> foreach_of(Fun, List).

foreach_of(Fun, [Head | Tail]) ->
    Fun(Head),
    foreach_of(Fun, Tail);
foreach_of(_, []) -> ok.

%% What a function gives for each element.
%% > lists:map(fun(N) -> N * N end, [1, 2, 3]).
%% [1,4,9]
-spec map(fun((T) -> V), [T]) -> [V].
map(Fun, List) when is_function(Fun, 1) ->
    case List of
        [Head | Tail] -> [Fun(Head) | map_of(Fun, Tail)];
        [] -> []
    end.

map_of(Fun, [Head | Tail]) -> [Fun(Head) | map_of(Fun, Tail)];
map_of(_, []) -> [].

%% `map` and `foldl` in one.
%% > lists:mapfoldl(fun(N, Sum) -> {N * 2, Sum + N} end, 0, [1, 2, 3]).
%% {[2,4,6],6}
-spec mapfoldl(fun((T, Acc) -> {V, Acc}), Acc, [T]) -> {[V], Acc}.
mapfoldl(Fun, Acc, List) when is_function(Fun, 2) -> mapfoldl_of(Fun, Acc, List).

mapfoldl_of(Fun, Acc, [Head | Tail]) ->
    {Value, Next} = Fun(Head, Acc),
    {Values, Last} = mapfoldl_of(Fun, Next, Tail),
    {[Value | Values], Last};
mapfoldl_of(_, Acc, []) -> {[], Acc}.

%% `map` and `foldr` in one.
%% > lists:mapfoldr(fun(N, Sum) -> {N * 2, Sum + N} end, 0, [1, 2, 3]).
%% {[2,4,6],6}
-spec mapfoldr(fun((T, Acc) -> {V, Acc}), Acc, [T]) -> {[V], Acc}.
mapfoldr(Fun, Acc, List) when is_function(Fun, 2) -> mapfoldr_of(Fun, Acc, List).

mapfoldr_of(Fun, Acc, [Head | Tail]) ->
    {Values, Next} = mapfoldr_of(Fun, Acc, Tail),
    {Value, Last} = Fun(Head, Next),
    {[Value | Values], Last};
mapfoldr_of(_, Acc, []) -> {[], Acc}.

%% The first element a predicate holds for.
%% > lists:search(fun(N) -> N > 1 end, [1, 2, 3]).
%% {value,2}
%% > lists:search(fun(N) -> N > 5 end, [1, 2, 3]).
%% false
-spec search(fun((T) -> boolean()), [T]) -> {value, T} | false.
search(Pred, List) when is_function(Pred, 1) -> search_of(Pred, List).

search_of(Pred, [Head | Tail]) ->
    case Pred(Head) of
        true -> {value, Head};
        false -> search_of(Pred, Tail)
    end;
search_of(_, []) -> false.

%% What follows the longest head of a list whose elements a predicate holds for.
%% > lists:dropwhile(fun(N) -> N < 3 end, [1, 2, 3, 1]).
%% [3,1]
-spec dropwhile(fun((T) -> boolean()), [T]) -> [T].
dropwhile(Pred, List) when is_function(Pred, 1) -> dropwhile_of(Pred, List).

dropwhile_of(Pred, [Head | Tail] = List) ->
    case Pred(Head) of
        true -> dropwhile_of(Pred, Tail);
        false -> List
    end;
dropwhile_of(_, []) -> [].

%% The longest head of a list whose elements a predicate holds for.
%% > lists:takewhile(fun(N) -> N < 3 end, [1, 2, 3, 1]).
%% [1,2]
-spec takewhile(fun((T) -> boolean()), [T]) -> [T].
takewhile(Pred, List) when is_function(Pred, 1) -> takewhile_of(Pred, List).

takewhile_of(Pred, [Head | Tail]) ->
    case Pred(Head) of
        true -> [Head | takewhile_of(Pred, Tail)];
        false -> []
    end;
takewhile_of(_, []) -> [].

%% `takewhile` and `dropwhile` in one.
%% > lists:splitwith(fun(X) -> is_atom(X) end, [a, b, 1, c]).
%% {[a,b],[1,c]}
-spec splitwith(fun((T) -> boolean()), [T]) -> {[T], [T]}.
splitwith(Pred, List) when is_function(Pred, 1) -> splitwith_of(Pred, List, []).

splitwith_of(Pred, [Head | Tail] = List, Taken) ->
    case Pred(Head) of
        true -> splitwith_of(Pred, Tail, [Head | Taken]);
        false -> {lists:reverse(Taken), List}
    end;
splitwith_of(_, [], Taken) -> {lists:reverse(Taken), []}.

%% The elements a predicate holds for, and the others.
%% > lists:partition(fun(N) -> N > 2 end, [1, 3, 2, 4]).
%% {[3,4],[1,2]}
-spec partition(fun((T) -> boolean()), [T]) -> {[T], [T]}.
partition(Pred, List) when is_function(Pred, 1) -> partition_of(Pred, List, [], []).

partition_of(Pred, [Head | Tail], Yes, No) ->
    case Pred(Head) of
        true -> partition_of(Pred, Tail, [Head | Yes], No);
        false -> partition_of(Pred, Tail, Yes, [Head | No])
    end;
partition_of(_, [], Yes, No) -> {lists:reverse(Yes), lists:reverse(No)}.

%%% Lists of lists

%% Lists, appended.
%% > lists:append([[1], [2, 3], []]).
%% [1,2,3]
-spec append([[T]]) -> [T].
append([Last]) -> Last;
append([Head | Tail]) -> Head ++ append(Tail);
append([]) -> [].

%% Two lists, appended.
%% > lists:append([1, 2], [3]).
%% [1,2,3]
-spec append([T], [T]) -> [T].
append(First, Second) -> First ++ Second.

%% The text of atoms, numbers and strings.
%% > lists:concat([file, 1, ".", "erl"]).
%% "file1.erl"
-spec concat([atom() | integer() | float() | string()]) -> string().
concat(Things) -> flatmap_of(fun text/1, Things).

text(Thing) when is_integer(Thing) -> integer_to_list(Thing);
text(Thing) when is_float(Thing) -> float_to_list(Thing);
text(Thing) when is_atom(Thing) -> atom_to_list(Thing);
text(Thing) when is_list(Thing) -> Thing.

%% A list without the first occurrences of the elements of another one.
%% > lists:subtract([1, 2, 1], [1]).
%% [2,1]
-spec subtract([T], [T]) -> [T].
subtract(First, Second) -> First -- Second.

%% The elements of a list of lists of any depth.
%% > lists:flatten([1, [2, [3], []]]).
%% [1,2,3]
-spec flatten([term()]) -> [term()].
flatten(List) when is_list(List) -> flat(List, []).

%% The same before a tail.
%% > lists:flatten([1, [2]], [3]).
%% [1,2,3]
-spec flatten([term()], [term()]) -> [term()].
flatten(List, Tail) when is_list(List), is_list(Tail) -> flat(List, Tail).

flat([Head | Tail], After) when is_list(Head) -> flat(Head, flat(Tail, After));
flat([Head | Tail], After) -> [Head | flat(Tail, After)];
flat([], After) -> After.

%% The length of `flatten`'s result.
%% > lists:flatlength([1, [2, [3]]]).
%% 3
-spec flatlength([term()]) -> non_neg_integer().
flatlength(List) -> flatlength(List, 0).

flatlength([Head | Tail], Length) when is_list(Head) -> flatlength(Tail, flatlength(Head, Length));
flatlength([_ | Tail], Length) -> flatlength(Tail, Length + 1);
flatlength([], Length) -> Length.

%% A list with a separator between its elements.
%% > lists:join(0, [a, b, c]).
%% [a,0,b,0,c]
-spec join(T, [T]) -> [T].
join(_, []) -> [];
join(Separator, [Head | Tail]) -> [Head | joined(Separator, Tail)].

joined(Separator, [Head | Tail]) -> [Separator, Head | joined(Separator, Tail)];
joined(_, []) -> [].

%%% Making lists

%% The integers from one to another.
%% > lists:seq(1, 5).
%% [1,2,3,4,5]
%% > lists:seq(1, 0).
%% []
-spec seq(integer(), integer()) -> [integer()].
seq(From, To) when is_integer(From), is_integer(To), From - 1 =< To -> down(To, From, []).

down(To, From, List) when To >= From -> down(To - 1, From, [To | List]);
down(_, _, List) -> List.

%% The same in steps.
%% > lists:seq(10, 1, -3).
%% [10,7,4,1]
-spec seq(integer(), integer(), integer()) -> [integer()].
seq(From, To, Step) when is_integer(From), is_integer(To), is_integer(Step), Step > 0, From - Step =< To;
                         is_integer(From), is_integer(To), is_integer(Step), Step < 0, From - Step >= To ->
    steps((To - From + Step) div Step - 1, From, Step, []);
seq(From, From, 0) when is_integer(From) -> [From];
seq(From, To, Step) -> error(badarg, [From, To, Step], [{error_info, #{module => erl_stdlib_errors}}]).

steps(Count, From, Step, List) when Count >= 0 -> steps(Count - 1, From, Step, [From + Count * Step | List]);
steps(_, _, _, List) -> List.

%% So many copies of a term.
%% > lists:duplicate(3, x).
%% [x,x,x]
-spec duplicate(non_neg_integer(), T) -> [T].
duplicate(Count, Term) when is_integer(Count), Count >= 0 -> copies(Count, Term, []).

copies(0, _, List) -> List;
copies(Count, Term, List) -> copies(Count - 1, Term, [Term | List]).

%% Elements with their numbers from 1 on.
%% > lists:enumerate([a, b]).
%% [{1,a},{2,b}]
-spec enumerate([T]) -> [{integer(), T}].
enumerate(List) when is_list(List) -> numbered(1, List).

%% Elements with their numbers from an index on.
%% > lists:enumerate(0, [a, b]).
%% [{0,a},{1,b}]
-spec enumerate(integer(), [T]) -> [{integer(), T}].
enumerate(Index, List) when is_integer(Index), is_list(List) -> numbered(Index, List).

numbered(Index, [Head | Tail]) -> [{Index, Head} | numbered(Index + 1, Tail)];
numbered(_, []) -> [].

%%% Parts of lists

%% The element of a number, from 1 on.
%% > lists:nth(2, [a, b, c]).
%% b
%% > lists:nth(4, [a, b, c]).
%% ** error:function_clause
-spec nth(pos_integer(), [T, ...]) -> T.
nth(1, [Head | _]) -> Head;
nth(N, [_ | Tail]) when N > 1 -> nth(N - 1, Tail).

%% What follows so many elements.
%% > lists:nthtail(1, [a, b, c]).
%% [b,c]
-spec nthtail(non_neg_integer(), [T]) -> [T].
nthtail(0, Tail) when is_list(Tail) -> Tail;
nthtail(1, [_ | Tail]) -> Tail;
nthtail(N, [_ | Tail]) when N > 1 -> nthtail(N - 1, Tail).

%% The last element.
%% > lists:last([1, 2, 3]).
%% 3
%% > lists:last([]).
%% ** error:function_clause
-spec last([T, ...]) -> T.
last([Last]) -> Last;
last([_ | Tail]) -> last(Tail).

%% All but the last element.
%% > lists:droplast([1, 2, 3]).
%% [1,2]
%% > lists:droplast([]).
%% ** error:function_clause
-spec droplast([T, ...]) -> [T].
droplast([_]) -> [];
droplast([Head | Tail]) -> [Head | droplast(Tail)].

%% The first so many elements, and the others.
%% > lists:split(2, [a, b, c]).
%% {[a,b],[c]}
%% > lists:split(4, [a, b, c]).
%% ** error:badarg
-spec split(non_neg_integer(), [T]) -> {[T], [T]}.
split(Count, List) when is_integer(Count), Count >= 0, is_list(List) ->
    case take(Count, List, []) of
        short -> error(badarg, [Count, List]);
        Parts -> Parts
    end;
split(Count, List) -> error(badarg, [Count, List]).

take(0, List, Taken) -> {lists:reverse(Taken), List};
take(Count, [Head | Tail], Taken) -> take(Count - 1, Tail, [Head | Taken]);
take(_, [], _) -> short.

%% The first so many elements, or fewer.
%% > lists:sublist([a, b, c], 2).
%% [a,b]
-spec sublist([T], non_neg_integer()) -> [T].
sublist(List, Count) when is_integer(Count), Count >= 0, is_list(List) -> first(List, Count).

first(_, 0) -> [];
first([Head | Tail], Count) -> [Head | first(Tail, Count - 1)];
first([], _) -> [].

%% So many elements, or fewer, from a number on.
%% > lists:sublist([a, b, c, d], 2, 2).
%% [b,c]
-spec sublist([T], pos_integer(), non_neg_integer()) -> [T].
sublist(List, 1, Count) when is_list(List), is_integer(Count), Count >= 0 -> first(List, Count);
sublist([], Start, _) when is_integer(Start), Start > 1 -> [];
sublist([_ | Tail], Start, Count) when is_integer(Start), Start > 1 ->
    sublist(Tail, Start - 1, Count).

%% Whether a list begins with another one.
%% > lists:prefix("er", "erlet").
%% true
-spec prefix([T], [T]) -> boolean().
prefix([Head | First], [Head | Second]) -> prefix(First, Second);
prefix([], Second) when is_list(Second) -> true;
prefix([_ | _], Second) when is_list(Second) -> false.

%% Whether a list ends with another one.
%% > lists:suffix("let", "erlet").
%% true
-spec suffix([T], [T]) -> boolean().
suffix(Suffix, List) ->
    Skipped = length(List) - length(Suffix),
    Skipped >= 0 andalso nthtail(Skipped, List) =:= Suffix.

%%% Elements

%% A list without the first occurrence of an element.
%% > lists:delete(a, [b, a, c, a]).
%% [b,c,a]
-spec delete(T, [T]) -> [T].
delete(Elem, [Elem | Tail]) -> Tail;
delete(Elem, [Head | Tail]) -> [Head | delete(Elem, Tail)];
delete(_, []) -> [].

%% A list without elements that occurred before.
%% > lists:uniq([b, a, b, c, a]).
%% [b,a,c]
-spec uniq([T]) -> [T].
uniq(List) -> unique(List, #{}).

unique([Head | Tail], Seen) when is_map_key(Head, Seen) -> unique(Tail, Seen);
unique([Head | Tail], Seen) -> [Head | unique(Tail, Seen#{Head => seen})];
unique([], _) -> [].

%% A list without elements for which a function gives what it gave before.
%% > lists:uniq(fun({Key, _}) -> Key end, [{a, 1}, {b, 2}, {a, 3}]).
%% [{a,1},{b,2}]
-spec uniq(fun((T) -> term()), [T]) -> [T].
uniq(Fun, List) when is_function(Fun, 1) -> unique(Fun, List, #{}).

unique(Fun, [Head | Tail], Seen) ->
    Key = Fun(Head),
    case is_map_key(Key, Seen) of
        true -> unique(Fun, Tail, Seen);
        false -> [Head | unique(Fun, Tail, Seen#{Key => seen})]
    end;
unique(_, [], _) -> [].

%% The sum of numbers.
%% > lists:sum([1, 2, 3.5]).
%% 6.5
-spec sum([number()]) -> number().
sum(List) -> sum(List, 0).

sum([Head | Tail], Sum) -> sum(Tail, Sum + Head);
sum([], Sum) -> Sum.

%% The first of the greatest elements.
%% > lists:max([3, 9, 1]).
%% 9
%% > lists:max([]).
%% ** error:function_clause
-spec max([T, ...]) -> T.
max([Head | Tail]) -> greatest(Tail, Head).

greatest([Head | Tail], Max) when Head > Max -> greatest(Tail, Head);
greatest([_ | Tail], Max) -> greatest(Tail, Max);
greatest([], Max) -> Max.

%% The first of the least elements.
%% > lists:min([3, 9, 1]).
%% 1
-spec min([T, ...]) -> T.
min([Head | Tail]) -> least(Tail, Head).

least([Head | Tail], Min) when Head < Min -> least(Tail, Head);
least([_ | Tail], Min) -> least(Tail, Min);
least([], Min) -> Min.

%%% Lists side by side

%% The pairs of the elements of two lists.
%% > lists:zip([a, b], [1, 2]).
%% [{a,1},{b,2}]
%% > lists:zip([a], [1, 2]).
%% ** error:function_clause
-spec zip([A], [B]) -> [{A, B}].
zip([A | As], [B | Bs]) -> [{A, B} | zip(As, Bs)];
zip([], []) -> [].

%% The triples of the elements of three lists.
%% > lists:zip3([a, b], [1, 2], [x, y]).
%% [{a,1,x},{b,2,y}]
-spec zip3([A], [B], [C]) -> [{A, B, C}].
zip3([A | As], [B | Bs], [C | Cs]) -> [{A, B, C} | zip3(As, Bs, Cs)];
zip3([], [], []) -> [].

%% What a function gives for the elements of two lists.
%% > lists:zipwith(fun(A, B) -> A * B end, [1, 2], [3, 4]).
%% [3,8]
-spec zipwith(fun((A, B) -> T), [A], [B]) -> [T].
zipwith(Fun, [A | As], [B | Bs]) -> [Fun(A, B) | zipwith(Fun, As, Bs)];
zipwith(Fun, [], []) when is_function(Fun, 2) -> [].

%% What a function gives for the elements of three lists.
%% > lists:zipwith3(fun(A, B, C) -> A + B + C end, [1, 2], [3, 4], [5, 6]).
%% "\t\f"
-spec zipwith3(fun((A, B, C) -> T), [A], [B], [C]) -> [T].
zipwith3(Fun, [A | As], [B | Bs], [C | Cs]) -> [Fun(A, B, C) | zipwith3(Fun, As, Bs, Cs)];
zipwith3(Fun, [], [], []) when is_function(Fun, 3) -> [].

%% Two lists from pairs.
%% > lists:unzip([{a, 1}, {b, 2}]).
%% {[a,b],[1,2]}
-spec unzip([{A, B}]) -> {[A], [B]}.
unzip(Pairs) -> unzip(Pairs, [], []).

unzip([{A, B} | Pairs], As, Bs) -> unzip(Pairs, [A | As], [B | Bs]);
unzip([], As, Bs) -> {lists:reverse(As), lists:reverse(Bs)}.

%% Three lists from triples.
%% > lists:unzip3([{a, 1, x}, {b, 2, y}]).
%% {[a,b],[1,2],[x,y]}
-spec unzip3([{A, B, C}]) -> {[A], [B], [C]}.
unzip3(Triples) -> unzip3(Triples, [], [], []).

unzip3([{A, B, C} | Triples], As, Bs, Cs) -> unzip3(Triples, [A | As], [B | Bs], [C | Cs]);
unzip3([], As, Bs, Cs) -> {lists:reverse(As), lists:reverse(Bs), lists:reverse(Cs)}.

%%% Tuples with keys

%% A list without the first tuple of a key.
%% > lists:keydelete(b, 1, [{a, 1}, {b, 2}, {b, 3}]).
%% [{a,1},{b,3}]
-spec keydelete(term(), pos_integer(), [T]) -> [T].
keydelete(Key, N, List) when is_integer(N), N > 0 -> keydeleted(Key, N, List).

keydeleted(Key, N, [Head | Tail]) when element(N, Head) == Key -> Tail;
keydeleted(Key, N, [Head | Tail]) -> [Head | keydeleted(Key, N, Tail)];
keydeleted(_, _, []) -> [].

%% A list with a new tuple for the first one of a key.
%% > lists:keyreplace(b, 1, [{a, 1}, {b, 2}], {b, new}).
%% [{a,1},{b,new}]
-spec keyreplace(term(), pos_integer(), [tuple()], tuple()) -> [tuple()].
keyreplace(Key, N, List, New) when is_integer(N), N > 0, is_tuple(New) -> keyreplaced(Key, N, List, New).

keyreplaced(Key, N, [Head | Tail], New) when element(N, Head) == Key -> [New | Tail];
keyreplaced(Key, N, [Head | Tail], New) -> [Head | keyreplaced(Key, N, Tail, New)];
keyreplaced(_, _, [], _) -> [].

%% The same; the new tuple becomes the last one when there is none of the key.
%% > lists:keystore(c, 1, [{a, 1}], {c, 3}).
%% [{a,1},{c,3}]
-spec keystore(term(), pos_integer(), [tuple()], tuple()) -> [tuple(), ...].
keystore(Key, N, List, New) when is_integer(N), N > 0, is_tuple(New) -> keystored(Key, N, List, New).

keystored(Key, N, [Head | Tail], New) when element(N, Head) == Key -> [New | Tail];
keystored(Key, N, [Head | Tail], New) -> [Head | keystored(Key, N, Tail, New)];
keystored(_, _, [], New) -> [New].

%% The first tuple of a key, and the others.
%% > lists:keytake(b, 1, [{a, 1}, {b, 2}]).
%% {value,{b,2},[{a,1}]}
%% > lists:keytake(c, 1, [{a, 1}]).
%% false
-spec keytake(term(), pos_integer(), [tuple()]) -> {value, tuple(), [tuple()]} | false.
keytake(Key, N, List) when is_integer(N), N > 0 -> keytaken(Key, N, List, []).

keytaken(Key, N, [Head | Tail], Before) when element(N, Head) == Key -> {value, Head, lists:reverse(Before, Tail)};
keytaken(Key, N, [Head | Tail], Before) -> keytaken(Key, N, Tail, [Head | Before]);
keytaken(_, _, [], _) -> false.

%% Tuples with what a function gives for their keys.
%% > lists:keymap(fun(N) -> N + 1 end, 2, [{a, 1}, {b, 2}]).
%% [{a,2},{b,3}]
-spec keymap(fun((term()) -> term()), pos_integer(), [tuple()]) -> [tuple()].
keymap(Fun, N, [Head | Tail]) -> [setelement(N, Head, Fun(element(N, Head))) | keymap(Fun, N, Tail)];
keymap(Fun, N, []) when is_integer(N), N >= 1, is_function(Fun, 1) -> [].

%%% Order

%% Sorts by a function that says whether its first argument may stand before the second; stable.
%% > lists:sort(fun(A, B) -> A >= B end, [1, 3, 2]).
%% [3,2,1]
-spec sort(fun((T, T) -> boolean()), [T]) -> [T].
sort(Fun, [_, _ | _] = List) -> erlet_sort:sort(Fun, List);
sort(Fun, [_] = List) when is_function(Fun, 2) -> List;
sort(Fun, []) when is_function(Fun, 2) -> [].

%% Sorts by a function, and keeps the first of equal elements.
%% > lists:usort(fun(A, B) -> A >= B end, [1, 3, 1, 2]).
%% [3,2,1]
-spec usort(fun((T, T) -> boolean()), [T]) -> [T].
usort(Fun, []) when is_function(Fun, 2) -> [];
usort(Fun, List) when is_function(Fun, 2) -> erlet_sort:usort(Fun, List).

%% Merges sorted lists.
%% > lists:merge([[1, 4], [2, 5], [3]]).
%% [1,2,3,4,5]
-spec merge([[T]]) -> [T].
merge(Lists) -> erlet_sort:merge_all(Lists).

%% Merges two sorted lists.
%% > lists:merge([1, 3], [2, 4]).
%% [1,2,3,4]
-spec merge([T], [T]) -> [T].
merge(First, []) -> First;
merge(First, Second) -> erlet_sort:merge(First, Second).

%% Merges two lists sorted by a function.
%% > lists:merge(fun(A, B) -> A >= B end, [3, 1], [4, 2]).
%% [4,3,2,1]
-spec merge(fun((T, T) -> boolean()), [T], [T]) -> [T].
merge(Fun, First, []) when is_function(Fun, 2) -> First;
merge(Fun, First, Second) when is_function(Fun, 2) -> erlet_sort:merge(Fun, First, Second).

%% Merges three sorted lists.
%% > lists:merge3([1, 4], [2], [3]).
%% [1,2,3,4]
-spec merge3([T], [T], [T]) -> [T].
merge3(First, [], []) -> First;
merge3(First, Second, Third) -> erlet_sort:merge(First, erlet_sort:merge(Second, Third)).

%% Merges sorted lists without duplicates, and keeps the first of equal elements.
%% > lists:umerge([[1, 2], [2, 3]]).
%% [1,2,3]
-spec umerge([[T]]) -> [T].
umerge(Lists) -> erlet_sort:umerge_all(Lists).

%% Merges two sorted lists without duplicates, and keeps the first of equal elements.
%% > lists:umerge([1, 2], [2, 3]).
%% [1,2,3]
-spec umerge([T], [T]) -> [T].
umerge([], Second) -> Second;
umerge(First, Second) -> erlet_sort:umerge(First, Second).

%% Merges two lists sorted by a function, and keeps the first of equal elements.
%% > lists:umerge(fun(A, B) -> A >= B end, [3, 1], [3, 2]).
%% [3,2,1]
-spec umerge(fun((T, T) -> boolean()), [T], [T]) -> [T].
umerge(Fun, [], Second) when is_function(Fun, 2) -> Second;
umerge(Fun, First, Second) when is_function(Fun, 2) -> erlet_sort:umerge(Fun, First, Second).

%% Merges three sorted lists without duplicates, and keeps the first of equal elements.
%% > lists:umerge3([1, 2], [2, 3], [3]).
%% [1,2,3]
-spec umerge3([T], [T], [T]) -> [T].
umerge3([], Second, []) -> Second;
umerge3([], [], Third) -> Third;
umerge3(First, Second, Third) -> erlet_sort:umerge(First, erlet_sort:umerge(Second, Third)).

%% Merges two lists of tuples sorted by their keys.
%% > lists:keymerge(1, [{a, 1}, {c, 1}], [{b, 2}]).
%% [{a,1},{b,2},{c,1}]
-spec keymerge(pos_integer(), [T], [T]) -> [T].
keymerge(N, First, Second) when is_integer(N), N > 0 -> erlet_sort:keymerge(N, First, Second).

%% Merges two lists of tuples sorted by their keys, and keeps the first of each key.
%% > lists:ukeymerge(1, [{a, 1}], [{a, 2}, {b, 2}]).
%% [{a,1},{b,2}]
-spec ukeymerge(pos_integer(), [T], [T]) -> [T].
ukeymerge(N, First, Second) when is_integer(N), N > 0 -> erlet_sort:ukeymerge(N, First, Second).

%% Merges two lists sorted in falling order.
%% > lists:rmerge([3, 1], [4, 2]).
%% [4,3,2,1]
-spec rmerge([T], [T]) -> [T].
rmerge(First, []) -> First;
rmerge(First, Second) -> erlet_sort:merge(fun erlang:'>'/2, First, Second).

%% Merges two lists sorted in falling order by a function.
%% > lists:rmerge(fun(A, B) -> A =< B end, [3, 1], [4, 2]).
%% [4,3,2,1]
-spec rmerge(fun((T, T) -> boolean()), [T], [T]) -> [T].
rmerge(Fun, First, Second) when is_function(Fun, 2) ->
    erlet_sort:merge(fun(A, B) -> not Fun(A, B) end, First, Second).

%% Merges two lists sorted in falling order without duplicates.
%% > lists:rumerge([3, 1], [3, 2]).
%% [3,2,1]
-spec rumerge([T], [T]) -> [T].
rumerge(First, []) -> First;
rumerge(First, Second) -> erlet_sort:rumerge(fun erlang:'=<'/2, First, Second).

%% Merges two lists sorted in falling order by a function.
%% > lists:rumerge(fun(A, B) -> A =< B end, [3, 1], [3, 2]).
%% [3,2,1]
-spec rumerge(fun((T, T) -> boolean()), [T], [T]) -> [T].
rumerge(Fun, First, Second) when is_function(Fun, 2) -> erlet_sort:rumerge(Fun, First, Second).
