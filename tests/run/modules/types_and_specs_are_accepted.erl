-module(types_and_specs_are_accepted).
-export([main/0]).
-export_type([tree/1, colour/0, handle/0]).

-type colour() :: red | green | 1..3 | 16#FF | -1.
-type tree(T) :: leaf | {node, tree(T), T, tree(T)}.
-opaque handle() :: #{id := integer(), name => binary(), atom() => term()}.
-type strange() :: fun() | fun((...) -> ok) | fun((integer(), any()) -> {x, y}) | [] | [x, ...] | <<>>
                 | <<_:8>> | <<_:_*4>> | <<_:8, _:_*8>> | #{} | {} | maybe_improper_list(a, b).
-export_type([strange/0]).

-spec insert(T, tree(T)) -> tree(T) when T :: term().
insert(X, leaf) -> {node, leaf, X, leaf};
insert(X, {node, L, Y, R}) when X < Y -> {node, insert(X, L), Y, R};
insert(X, {node, L, Y, R}) -> {node, L, Y, insert(X, R)}.

-spec main() -> ok.
main() ->
    io:format("~p~n", [lists:foldl(fun insert/2, leaf, [2, 1, 3])]).
