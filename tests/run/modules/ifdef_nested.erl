-module(ifdef_nested).
-export([main/0]).
-define(OUTER, 1).

-ifdef(OUTER).
  -ifdef(INNER).
  which() -> both.
  -else.
  which() -> outer_only.
  -endif.
-else.
  -ifdef(INNER).
  which() -> inner_only.
  -else.
  which() -> none.
  -endif.
-endif.

main() -> io:format("~p~n", [which()]).
