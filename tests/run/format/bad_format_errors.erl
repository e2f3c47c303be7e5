-module(bad_format_errors).
-export([main/0]).

main() ->
    Bad = [{"~w", []}, {"~w", [1, 2]}, {"~q", [1]}, {"~s", [1]}, {"~c", [a]}, {"~b", [1.5]}, {"~f", [a]}, {"~", []},
           {"~.1b", [3]}, {"~s", [[a]]}, {"~c", [-1]}, {"~.2x", [1]}, {not_a_format, [1]}],
    [io:format("~p: ~p~n", [B, caught(fun() -> io_lib:format(F, A) end)]) || {F, A} = B <- Bad],
    [io:format("~p: ~p~n", [B, caught(fun() -> io:format(F, A) end)]) || {F, A} = B <- [{"~w", []}, {"~s", [{}]}]].

caught(F) ->
    try F() of
        Value -> {ok, Value}
    catch
        Class:Reason -> {Class, Reason}
    end.
