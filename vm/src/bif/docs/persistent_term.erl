%%% What the functions of `persistent_term` that are written in Rust are for: terms that all processes see and none
%%% copies.

%% All persistent terms with their keys.
%% > persistent_term:put(k, 1), proplists:get_value(k, persistent_term:get()).
%% 1
-spec get() -> [{term(), term()}].

%% The persistent term of a key. Fails with badarg when there is none.
%% > persistent_term:put(k, #{a => 1}), persistent_term:get(k).
%% #{a => 1}
%% > persistent_term:get(no_such_key).
%% ** error:badarg
-spec get(Key :: term()) -> term().

%% The persistent term of a key, or the default.
%% > persistent_term:get(no_such_key, none).
%% none
-spec get(Key :: term(), Default :: term()) -> term().

%% Makes a term persistent under a key.
%% > persistent_term:put(k, [1, 2]).
%% ok
-spec put(Key :: term(), term()) -> ok.

%% Takes the persistent term of a key away; whether there was one.
%% > persistent_term:erase(no_such_key).
%% false
-spec erase(Key :: term()) -> boolean().
