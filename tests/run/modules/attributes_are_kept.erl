-module(attributes_are_kept).
-export([main/0]).
-vsn("1.2").
-author(someone).
-colour(red).
-colour(blue).
-numbers([1, 2]).

main() ->
    Attributes = ?MODULE:module_info(attributes),
    [io:format("~p~n", [A]) || {Key, _} = A <- Attributes, Key =/= vsn],
    io:format("~p~n", [proplists:get_value(vsn, Attributes)]).
