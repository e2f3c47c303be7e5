%%% What the functions of `atomics` that are written in Rust are for. They fail with badarg for a reference that is
%%% none, a place that is not there, or a number beyond 64 bits.

%% A new array of 64-bit integers, all 0.
%% > A = atomics:new(3, []), atomics:get(A, 3).
%% 0
%% > atomics:new(0, []).
%% ** error:badarg
-spec new(Places :: pos_integer(), [{signed, boolean()}]) -> atomics_ref().

%% Sets an integer.
%% > atomics:put(atomics:new(1, []), 1, 7).
%% ok
-spec put(atomics_ref(), Place :: pos_integer(), integer()) -> ok.

%% The integer in a place.
%% > A = atomics:new(1, []), atomics:put(A, 1, 7), atomics:get(A, 1).
%% 7
%% > atomics:get(atomics:new(1, []), 2).
%% ** error:badarg
-spec get(atomics_ref(), Place :: pos_integer()) -> integer().

%% Adds to an integer, which goes around at the end of its range.
%% > A = atomics:new(1, []), atomics:add(A, 1, 5), atomics:get(A, 1).
%% 5
-spec add(atomics_ref(), Place :: pos_integer(), integer()) -> ok.

%% Adds to an integer and gives the sum.
%% > atomics:add_get(atomics:new(1, []), 1, 5).
%% 5
-spec add_get(atomics_ref(), Place :: pos_integer(), integer()) -> integer().

%% Sets an integer and gives the one before.
%% > A = atomics:new(1, []), atomics:put(A, 1, 7), atomics:exchange(A, 1, 8).
%% 7
-spec exchange(atomics_ref(), Place :: pos_integer(), integer()) -> integer().

%% Sets an integer if it is the one expected; else gives what it is.
%% > A = atomics:new(1, []), {atomics:compare_exchange(A, 1, 0, 7), atomics:compare_exchange(A, 1, 0, 8)}.
%% {ok,7}
-spec compare_exchange(atomics_ref(), Place :: pos_integer(), Expected :: integer(), integer()) -> ok | integer().

%% How many places an array has, the least and the greatest integer, and its bytes of memory.
%% > maps:get(max, atomics:info(atomics:new(1, [{signed, false}]))).
%% 18446744073709551615
-spec info(atomics_ref()) -> map().
