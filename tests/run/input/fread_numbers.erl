-module(fread_numbers).
-export([main/0]).

sum(Acc) ->
    case io:fread("", "~d") of
        {ok, [N]} -> sum(Acc + N);
        eof -> Acc
    end.

main() -> io:format("~p~n", [sum(0)]).
