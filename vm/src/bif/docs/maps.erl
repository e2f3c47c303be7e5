%%% What the functions of `maps` that are written in Rust are for.

%% The value of a key. Fails with {badkey, Key} when there is none, with {badmap, Term} when there is no map.
%% > maps:get(a, #{a => 1}).
%% 1
%% > maps:get(b, #{a => 1}).
%% ** error:{badkey,b}
-spec get(Key, #{Key => Value}) -> Value.

%% The value of a key, or the default.
%% > maps:get(b, #{a => 1}, 0).
%% 0
-spec get(Key, #{Key => Value}, Default) -> Value | Default.

%% The value of a key as {ok, Value}, or error.
%% > maps:find(a, #{a => 1}).
%% {ok,1}
%% > maps:find(b, #{a => 1}).
%% error
-spec find(Key, #{Key => Value}) -> {ok, Value} | error.

%% Whether a map has a key.
%% > maps:is_key(a, #{a => 1}).
%% true
-spec is_key(term(), map()) -> boolean().

%% The keys.
%% > maps:keys(#{a => 1, b => 2}).
%% [a,b]
-spec keys(#{Key => term()}) -> [Key].

%% The values, in the order of keys/1.
%% > maps:values(#{a => 1, b => 2}).
%% [1,2]
-spec values(#{term() => Value}) -> [Value].

%% The pairs. Fails with {badmap, Term} when there is no map.
%% > maps:to_list(#{a => 1, b => 2}).
%% [{a,1},{b,2}]
%% > maps:to_list([]).
%% ** error:{badmap,[]}
-spec to_list(#{Key => Value}) -> [{Key, Value}].

%% The map with a key that has this value, new or not.
%% > maps:put(b, 2, #{a => 1}).
%% #{a => 1,b => 2}
-spec put(Key, Value, map()) -> #{Key => Value, term() => term()}.

%% The map with the value of a key replaced. Fails with {badkey, Key} when there is none.
%% > maps:update(a, 2, #{a => 1}).
%% #{a => 2}
%% > maps:update(b, 2, #{a => 1}).
%% ** error:{badkey,b}
-spec update(Key, Value, #{Key := term(), term() => term()}) -> #{Key := Value, term() => term()}.

%% The map without a key.
%% > maps:remove(a, #{a => 1, b => 2}).
%% #{b => 2}
-spec remove(term(), map()) -> map().

%% The value of a key and the map without it, or error.
%% > maps:take(a, #{a => 1, b => 2}).
%% {1,#{b => 2}}
%% > maps:take(c, #{a => 1}).
%% error
-spec take(Key, #{Key => Value}) -> {Value, map()} | error.

%% The pairs of two maps; of a key in both the second's.
%% > maps:merge(#{a => 1, b => 2}, #{b => 3}).
%% #{a => 1,b => 3}
-spec merge(map(), map()) -> map().

%% The map of these pairs; of equal keys the last.
%% > maps:from_list([{a, 1}, {b, 2}, {a, 3}]).
%% #{a => 3,b => 2}
%% > maps:from_list([a]).
%% ** error:badarg
-spec from_list([{Key, Value}]) -> #{Key => Value}.

%% The map of these keys, each with the same value.
%% > maps:from_keys([a, b], 0).
%% #{a => 0,b => 0}
-spec from_keys([Key], Value) -> #{Key => Value}.
