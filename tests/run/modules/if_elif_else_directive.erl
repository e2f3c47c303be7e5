-module(if_elif_else_directive).
-export([main/0]).
-define(VERSION, 3).

-if(?VERSION < 2).
which() -> old.
-elif(?VERSION =:= 3).
which() -> three.
-elif(?VERSION > 2).
which() -> newer.
-else.
which() -> other.
-endif.

-if(?OTP_RELEASE >= 21 andalso defined(VERSION)).
new() -> true.
-else.
new() -> false.
-endif.

main() -> io:format("~p ~p~n", [which(), new()]).
