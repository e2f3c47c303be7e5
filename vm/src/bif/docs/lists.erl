%%% What the functions of `lists` that are written in Rust are for.

%% The elements, last to first.
%% > lists:reverse([1, 2, 3]).
%% [3,2,1]
-spec reverse([T]) -> [T].

%% The elements, last to first, and a tail behind them.
%% > lists:reverse([2, 1], [3]).
%% [1,2,3]
-spec reverse([T], Tail :: term()) -> [T] | term().

%% Whether a list has an element; 1 and 1.0 differ.
%% > lists:member(b, [a, b]).
%% true
%% > lists:member(1, [1.0]).
%% false
-spec member(T, [T]) -> boolean().

%% The first tuple with a key at a position, or false; 1 and 1.0 compare equal.
%% > lists:keyfind(b, 1, [{a, 1}, {b, 2}]).
%% {b,2}
%% > lists:keyfind(c, 1, [{a, 1}, {b, 2}]).
%% false
-spec keyfind(Key :: term(), N :: pos_integer(), [tuple()]) -> tuple() | false.

%% Whether there is a tuple with a key at a position.
%% > lists:keymember(2, 2, [{a, 1}, {b, 2}]).
%% true
-spec keymember(Key :: term(), N :: pos_integer(), [tuple()]) -> boolean().

%% As keyfind/3, the tuple as {value, Tuple}.
%% > lists:keysearch(a, 1, [{a, 1}]).
%% {value,{a,1}}
-spec keysearch(Key :: term(), N :: pos_integer(), [tuple()]) -> {value, tuple()} | false.

%% The elements in order.
%% > lists:sort([3, 1, b, 2, a]).
%% [1,2,3,a,b]
%% > lists:sort([3 | 1]).
%% ** error:function_clause
-spec sort([T]) -> [T].

%% The elements in order, of those that compare equal only the first.
%% > lists:usort([b, a, b]).
%% [a,b]
-spec usort([T]) -> [T].

%% The tuples in the order of their elements at a position; those that compare equal stay as they stand.
%% > lists:keysort(2, [{a, 2}, {b, 1}, {c, 2}]).
%% [{b,1},{a,2},{c,2}]
-spec keysort(N :: pos_integer(), [T]) -> [T] when T :: tuple().

%% As keysort/2, of those that compare equal only the first.
%% > lists:ukeysort(1, [{a, 1}, {b, 2}, {a, 3}]).
%% [{a,1},{b,2}]
-spec ukeysort(N :: pos_integer(), [T]) -> [T] when T :: tuple().
