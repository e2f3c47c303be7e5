-module(error_with_arguments).
-export([main/0]).

f(A, B) -> error(custom, [A, B]).

main() ->
    try f(1, 2) catch error:R:S -> io:format("~p ~p~n", [R, element(3, hd(S))]) end,
    try error(bad, none) catch error:R2:S2 -> io:format("~p ~p~n", [R2, element(3, hd(S2))]) end,
    try error(bad, [x], [{error_info, #{cause => why}}])
    catch error:bad:S3 ->
        {_, _, A, Info} = hd(S3),
        io:format("~p ~p~n", [A, proplists:get_value(error_info, Info)])
    end.
