%%% The module `persistent_term`: what the machine's own functions (`vm/src/bif.rs`) leave.
-module(persistent_term).

-export([info/0]).

%% How many terms there are, and about how many bytes they take.
%% > lists:sort(maps:keys(persistent_term:info())).
%% [count,memory]
-spec info() -> #{count := non_neg_integer(), memory := non_neg_integer()}.
info() ->
    Terms = persistent_term:get(),
    #{count => length(Terms), memory => lists:sum([erlang:external_size(Term) || Term <- Terms])}.
