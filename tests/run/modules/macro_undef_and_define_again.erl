-module(macro_undef_and_define_again).
-export([main/0]).
-define(V, 1).
first() -> ?V.
-undef(V).
-define(V, 2).
second() -> ?V.
-undef(V).
-ifdef(V).
third() -> defined.
-else.
third() -> undefined.
-endif.

main() ->
    io:format("~p ~p ~p~n", [first(), second(), third()]).
