-module(file_attribute_sets_file_and_line).
-export([main/0]).

main() ->
    Here = here(),
    There = there(),
    io:format("~p ~p~n", [Here > 0, There]).

here() -> ?LINE.
-file("elsewhere.erl", 100).
there() -> {?FILE, ?LINE}.
