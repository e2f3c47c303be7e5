%%% Arrays of counters that processes change at once: `atomics` with less to do.
-module(counters).

-export([new/2, get/2, add/3, sub/3, put/3, info/1]).
-export_type([counters_ref/0]).

-opaque counters_ref() :: {atomics | write_concurrency, reference()}.

-define(INFO, #{module => erl_erts_errors}).

%% An array of counters, all 0.
%% > C = counters:new(2, []), counters:get(C, 2).
%% 0
-spec new(pos_integer(), [atomics | write_concurrency]) -> counters_ref().
new(Size, Options) ->
    Kind = case Options of
        [] -> atomics;
        [atomics] -> atomics;
        [write_concurrency] -> write_concurrency;
        _ -> error(badarg, [Size, Options], [{error_info, ?INFO#{cause => badopt}}])
    end,
    try
        {Kind, atomics:new(Size, [])}
    catch
        error:Reason -> error(Reason, [Size, Options], [{error_info, ?INFO}])
    end.

%% The counter at an index.
%% > counters:get(counters:new(1, []), 2).
%% ** error:badarg
-spec get(counters_ref(), pos_integer()) -> integer().
get(Ref, Index) ->
    try
        atomics:get(array(Ref), Index)
    catch
        error:Reason -> error(Reason, [Ref, Index], [{error_info, ?INFO}])
    end.

%% Adds to the counter at an index.
%% > C = counters:new(1, []), counters:add(C, 1, 5), counters:get(C, 1).
%% 5
-spec add(counters_ref(), pos_integer(), integer()) -> ok.
add(Ref, Index, Increment) ->
    try
        atomics:add(array(Ref), Index, Increment)
    catch
        error:Reason -> error(Reason, [Ref, Index, Increment], [{error_info, ?INFO}])
    end.

%% Subtracts from the counter at an index.
%% > C = counters:new(1, []), counters:sub(C, 1, 5), counters:get(C, 1).
%% -5
-spec sub(counters_ref(), pos_integer(), integer()) -> ok.
sub(Ref, Index, Decrement) ->
    try
        Increment = -Decrement,
        atomics:add(array(Ref), Index, Increment)
    catch
        error:Reason -> error(Reason, [Ref, Index, Decrement], [{error_info, ?INFO}])
    end.

%% Sets the counter at an index.
%% > C = counters:new(1, []), counters:put(C, 1, 7), counters:get(C, 1).
%% 7
-spec put(counters_ref(), pos_integer(), integer()) -> ok.
put(Ref, Index, Value) ->
    try
        atomics:put(array(Ref), Index, Value)
    catch
        error:Reason -> error(Reason, [Ref, Index, Value], [{error_info, ?INFO}])
    end.

%% What is known of an array.
%% > maps:get(size, counters:info(counters:new(3, []))).
%% 3
-spec info(counters_ref()) -> #{size := non_neg_integer(), memory := non_neg_integer()}.
info(Ref) ->
    try
        info_of(Ref)
    catch
        error:Reason -> error(Reason, [Ref], [{error_info, ?INFO}])
    end.

array({atomics, Array}) -> Array;
array({write_concurrency, Array}) -> Array;
array(_) -> error(badarg).

%% OTP tells more of the plain kind.
info_of({atomics, Array}) -> atomics:info(Array);
info_of(Ref) -> maps:with([size, memory], atomics:info(array(Ref))).
