%% Random programs made of processes, spoken in the operations that `process_run` performs and `process_model` knows.
%%
%% Two or three actors know each other from the start; up to two more are spawned, known to who spawned them and to
%% themselves. Every receive has a time, so every program ends. Times are multiples of 15 units, so that what is due at
%% different times is far apart.
-module(process_programs).
-export([program/2]).

program(Seed, Number) ->
    rand:seed(exsss, {Seed, Number, 17}),
    put(next, 0),
    put(children, []),
    put(keys, []),
    Initial = 1 + rand:uniform(2),
    First = [{I, actor(I, lists:seq(1, Initial), 1 + rand:uniform(4), Initial)} || I <- lists:seq(1, Initial)],
    {Number, Initial, First ++ lists:keysort(1, children(Initial))}.

%% Actors that were spawned: they may not spawn again.
children(Initial) ->
    [{I, actor(I, Known, rand:uniform(3), none)} || {I, Known} <- get(children), I > Initial].

actor(I, Known, Length, Initial) ->
    put(mine, []),
    put(timers, []),
    operations(I, Known, Length, Initial) ++ [{drain, 90}].

operations(_, _, 0, _) -> [];
operations(I, Known, Left, Initial) ->
    case operation(rand:uniform(36), I, Known, Initial) of
        {spawn, How} ->
            Child = Initial + length(get(children)) + 1,
            put(children, [{Child, [Child | Known]} | get(children)]),
            [{spawn, How, Child} | operations(I, [Child | Known], Left - 1, Initial)];
        retry -> operations(I, Known, Left, Initial);
        Op -> [Op | operations(I, Known, Left - 1, Initial)]
    end.

operation(N, I, Known, _) when N =< 3 -> other(I, Known, fun(T) -> {link, T} end);
operation(4, I, Known, _) -> other(I, Known, fun(T) -> {unlink, T} end);
operation(N, I, Known, _) when N =< 6 -> other(I, Known, fun(T) -> {monitor, T, key(I, mine), options()} end);
operation(7, I, _, _) -> {monitor_name, one([a, b]), key(I, mine), options()};
operation(N, _, _, _) when N =< 9 -> keyed(mine, fun(K) -> {demonitor, K, one([[], [flush], [info], [flush, info]])} end);
operation(N, _, _, _) when N =< 12 -> {trap, rand:uniform(4) > 1};
operation(N, _, Known, _) when N =< 15 -> {exit2, one(Known), one([normal, kill, bad, bad])};
operation(16, _, _, _) -> {exit, one([normal, kill, bad, bad])};
operation(N, I, Known, _) when N =< 19 -> {send, one(Known), message(I)};
operation(20, I, _, _) -> {send_name, one([a, b]), message(I)};
operation(21, _, Known, _) -> keyed(mine, fun(K) -> {send_ref, one(Known), K} end);
operation(N, I, _, _) when N =< 23 -> keyed(keys, fun(K) -> {send_alias, K, message(I)} end);
operation(24, _, Known, _) -> {register, one([a, b]), one(Known)};
operation(25, _, _, _) -> {unregister, one([a, b])};
operation(26, _, _, _) -> {whereis, one([a, b])};
operation(27, I, Known, _) -> other(I, Known, fun(T) -> {alive, T} end);
operation(28, I, _, _) -> {alias, key(I, mine), one([[], [explicit_unalias], [reply]])};
operation(29, _, _, _) -> keyed(mine, fun(K) -> {unalias, K} end);
operation(30, I, Known, _) -> {timer, one(Known), one([15, 45, 75]), key(I, timers), message(I)};
operation(31, _, _, _) -> keyed(timers, fun(K) -> {cancel, K} end);
operation(32, _, _, _) -> links;
operation(N, I, _, Initial) when N =< 34, Initial =/= none ->
    case length(get(children)) < 2 of
        true -> {spawn, one([plain, link, {monitor, key(I, mine)}])};
        false -> retry
    end;
operation(_, _, _, _) -> {recv, one([any, any, m, exit, down]), one([0, 30, 60])}.

options() ->
    Alias = one([[], [], [{alias, explicit_unalias}], [{alias, demonitor}], [{alias, reply_demonitor}]]),
    Alias ++ one([[], [], [{tag, gone}]]).

%% A reference is named by its maker and a number. Those of monitors and aliases are `mine` to their maker and `keys` to
%% all; those of timers are kept apart.
key(I, Kind) ->
    Key = {I, next()},
    case Kind of
        mine -> put(mine, [Key | get(mine)]), put(keys, [Key | get(keys)]);
        timers -> put(timers, [Key | get(timers)])
    end,
    Key.

keyed(Kind, Make) ->
    case get(Kind) of
        [] -> retry;
        Keys -> Make(one(Keys))
    end.

message(I) -> {I, next()}.

next() ->
    put(next, get(next) + 1),
    get(next).

other(I, Known, Make) ->
    case [T || T <- Known, T =/= I] of
        [] -> retry;
        Others -> Make(one(Others))
    end.

one(List) -> lists:nth(rand:uniform(length(List)), List).
