-module(error_with_arguments).
-export([main/0]).

f(A, B) -> error(custom, [A, B]).

main() ->
    try f(1, 2) catch error:R:[Top | _] -> io:format("~p ~p~n", [R, element(3, Top)]) end,
    try error(bad, none) catch error:R2:[Top2 | _] -> io:format("~p ~p~n", [R2, element(3, Top2)]) end,
    try error(bad, [x], [{error_info, #{cause => why}}])
    catch error:bad:[{_, _, A, Info} | _] -> io:format("~p ~p~n", [A, proplists:get_value(error_info, Info)])
    end.
