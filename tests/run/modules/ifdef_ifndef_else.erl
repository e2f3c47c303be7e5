-module(ifdef_ifndef_else).
-export([main/0]).
-define(ON, true).

-ifdef(ON).
a() -> on.
-else.
a() -> off.
-endif.

-ifndef(OFF).
b() -> not_defined.
-else.
b() -> defined.
-endif.

main() -> io:format("~p ~p~n", [a(), b()]).
