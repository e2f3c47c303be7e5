%%% Linear hash tables for the modules sets and dict, as OTP lays them out:
%%% {Tag, Size, Buckets in use, Buckets there are, Half of these, Grow above, Shrink below, Empty segment, Segments},
%%% with segments of 16 buckets. What a bucket holds is up to the caller.

-module(erlet_buckets).

-export([bucket/2, change/4, filter/2, fold/3, map/2, new/1, size/1]).

-type table() :: tuple().

-define(SEGMENT, 16).
-define(GROW, 5).
-define(SHRINK, 3).

%% An empty table.
-spec new(atom()) -> table().
new(Tag) ->
    Empty = erlang:make_tuple(?SEGMENT, []),
    {Tag, 0, ?SEGMENT, ?SEGMENT, ?SEGMENT div 2, ?SEGMENT * ?GROW, ?SEGMENT * ?SHRINK, Empty, {Empty}}.

%% The number of entries.
-spec size(table()) -> non_neg_integer().
size(Table) -> element(2, Table).

%% The bucket of a key.
-spec bucket(term(), table()) -> list().
bucket(Key, Table) -> at(slot(Key, Table), Table).

%% Changes the bucket of a key. KeyOf tells the key of an entry; Change returns the bucket and by how many entries it
%% grew, or `same`.
-spec change(term(), fun((list()) -> {list(), -1..1} | same), fun((term()) -> term()), table()) -> table().
change(Key, Change, KeyOf, Table) ->
    Slot = slot(Key, Table),
    Segments = element(9, Table),
    Number = (Slot - 1) div ?SEGMENT + 1,
    At = (Slot - 1) rem ?SEGMENT + 1,
    Segment = element(Number, Segments),
    case Change(element(At, Segment)) of
        {Bucket, More} ->
            Changed = setelement(Number, Segments, setelement(At, Segment, Bucket)),
            resized(KeyOf, More, setelement(9, setelement(2, Table, element(2, Table) + More), Changed));
        same -> Table
    end.

%% Folds over the buckets that are not empty, the last first.
-spec fold(fun((nonempty_list(), Acc) -> Acc), Acc, table()) -> Acc.
fold(Fun, Acc, Table) ->
    Segments = element(9, Table),
    fold_segments(Fun, Acc, Segments, tuple_size(Segments)).

fold_segments(_, Acc, _, 0) -> Acc;
fold_segments(Fun, Acc, Segments, Number) ->
    fold_segments(Fun, fold_buckets(Fun, Acc, element(Number, Segments), ?SEGMENT), Segments, Number - 1).

fold_buckets(_, Acc, _, 0) -> Acc;
fold_buckets(Fun, Acc, Segment, At) ->
    case element(At, Segment) of
        [] -> fold_buckets(Fun, Acc, Segment, At - 1);
        Bucket -> fold_buckets(Fun, Fun(Bucket, Acc), Segment, At - 1)
    end.

%% The table with the results of Fun as buckets; these must have as many entries for the same keys.
-spec map(fun((list()) -> list()), table()) -> table().
map(Fun, Table) ->
    Segments = [list_to_tuple(mapped(Fun, tuple_to_list(Segment))) || Segment <- tuple_to_list(element(9, Table))],
    setelement(9, Table, list_to_tuple(Segments)).

mapped(Fun, [[] | Buckets]) -> [[] | mapped(Fun, Buckets)];
mapped(Fun, [Bucket | Buckets]) -> [Fun(Bucket) | mapped(Fun, Buckets)];
mapped(_, []) -> [].

%% The table with what Fun leaves of each bucket.
-spec filter(fun((list()) -> list()), table()) -> table().
filter(Fun, Table) ->
    Left = map(Fun, Table),
    Size = fold(fun(Bucket, Count) -> Count + length(Bucket) end, 0, Left),
    shrunk(setelement(2, Left, Size)).

%% ── Slots ──────────────────────────────────────────────────────────────────

slot(Key, {_, _, Used, There, Half, _, _, _, _}) ->
    case erlet_hash:hash(Key) rem There + 1 of
        Slot when Slot > Used -> Slot - Half;
        Slot -> Slot
    end.

at(Slot, Table) ->
    Segment = element((Slot - 1) div ?SEGMENT + 1, element(9, Table)),
    element((Slot - 1) rem ?SEGMENT + 1, Segment).

put_at(Slot, Bucket, Table) ->
    Number = (Slot - 1) div ?SEGMENT + 1,
    Segments = element(9, Table),
    Segment = setelement((Slot - 1) rem ?SEGMENT + 1, element(Number, Segments), Bucket),
    setelement(9, Table, setelement(Number, Segments, Segment)).

%% ── Growing and shrinking by one bucket ────────────────────────────────────

resized(KeyOf, 1, Table) when element(2, Table) > element(6, Table) ->
    Used = element(3, Table) + 1,
    Larger = used(Used, room(Used, Table)),
    split_bucket(KeyOf, Used - element(5, Larger), Larger);
resized(_, -1, Table) ->
    shrunk(Table);
resized(_, _, Table) ->
    Table.

shrunk(Table) when element(2, Table) < element(7, Table), element(3, Table) > ?SEGMENT ->
    Last = element(3, Table),
    Into = Last - element(5, Table),
    Joined = put_at(Into, at(Into, Table) ++ at(Last, Table), put_at(Last, [], Table)),
    without_room(used(Last - 1, Joined));
shrunk(Table) ->
    Table.

%% With some number of buckets in use.
used(Used, Table) ->
    setelement(3, setelement(6, setelement(7, Table, Used * ?SHRINK), Used * ?GROW), Used).

%% With twice as many segments if there is no bucket left.
room(Used, Table) when Used =< element(4, Table) ->
    Table;
room(_, Table) ->
    There = element(4, Table),
    Segments = tuple_to_list(element(9, Table)),
    Empty = lists:duplicate(length(Segments), element(8, Table)),
    setelement(4, setelement(5, setelement(9, Table, list_to_tuple(Segments ++ Empty)), There), There * 2).

%% With half as many segments if the others are not in use.
without_room(Table) when element(3, Table) > element(5, Table) ->
    Table;
without_room(Table) ->
    Half = element(5, Table),
    Segments = lists:sublist(tuple_to_list(element(9, Table)), Half div ?SEGMENT),
    setelement(4, setelement(5, setelement(9, Table, list_to_tuple(Segments)), Half div 2), Half).

split_bucket(KeyOf, From, Table) ->
    {Stay, Go} = lists:partition(fun(Entry) -> slot(KeyOf(Entry), Table) =:= From end, at(From, Table)),
    put_at(From, Stay, put_at(element(3, Table), Go, Table)).
