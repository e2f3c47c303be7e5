%%% Arrays of integers that processes change at once: what the machine's own functions of the module `atomics` leave.
-module(atomics).

-export([sub/3, sub_get/3]).
-export_type([atomics_ref/0]).

-opaque atomics_ref() :: reference().

-define(INFO, [{error_info, #{module => erl_erts_errors}}]).

%% Subtracts from the integer at an index.
%% > A = atomics:new(1, []), atomics:sub(A, 1, 5), atomics:get(A, 1).
%% -5
-spec sub(atomics_ref(), pos_integer(), integer()) -> ok.
sub(Ref, Index, Decrement) ->
    try
        atomics:add(Ref, Index, -Decrement)
    catch
        error:Reason -> error(Reason, [Ref, Index, Decrement], ?INFO)
    end.

%% Subtracts from the integer at an index, and returns what it is then.
%% > atomics:sub_get(atomics:new(1, []), 1, 5).
%% -5
-spec sub_get(atomics_ref(), pos_integer(), integer()) -> integer().
sub_get(Ref, Index, Decrement) ->
    try
        atomics:add_get(Ref, Index, -Decrement)
    catch
        error:Reason -> error(Reason, [Ref, Index, Decrement], ?INFO)
    end.
