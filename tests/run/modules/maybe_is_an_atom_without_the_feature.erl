-module(maybe_is_an_atom_without_the_feature).
-export([main/0]).

main() ->
    maybe = id(maybe),
    io:format("~p~n", [maybe]).

id(X) -> X.
