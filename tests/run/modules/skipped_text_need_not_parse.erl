-module(skipped_text_need_not_parse).
-export([main/0]).
-ifdef(NOT_DEFINED).
this is ( not Erlang at all. But it has "tokens".
?NOR_THIS.
-endif.

main() -> io:format("still here~n").
