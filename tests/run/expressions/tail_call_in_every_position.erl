-module(tail_call_in_every_position).
-export([main/0]).

loop(0) -> done;
loop(N) when N rem 5 =:= 0 -> case N of _ -> loop(N - 1) end;
loop(N) when N rem 5 =:= 1 -> if N > 0 -> loop(N - 1) end;
loop(N) when N rem 5 =:= 2 -> begin loop(N - 1) end;
loop(N) when N rem 5 =:= 3 -> true andalso loop(N - 1);
loop(N) -> receive never -> ok after 0 -> loop(N - 1) end.

main() -> io:format("~p~n", [loop(100000)]).
