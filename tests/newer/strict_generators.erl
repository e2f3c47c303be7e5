%% OTP 28, Reference Manual, "Expressions", section "Comprehensions" (strict generators)
-module(strict_generators).
-export([main/0]).

main() ->
    Good = [{ok, 1}, {ok, 2}],
    Bad = [{ok, 1}, error, {ok, 2}],
    io:format("~p~n", [[X || {ok, X} <:- Good]]),
    io:format("~p~n", [[X || {ok, X} <- Bad]]),
    io:format("~p~n", [caught(fun() -> [X || {ok, X} <:- Bad] end)]),
    io:format("~p~n", [[X || <<X:4>> <:= <<16#12, 16#34>>]]),
    io:format("~p~n", [[X || <<X:16>> <= <<1, 2, 3>>]]),
    io:format("~p~n", [caught(fun() -> [X || <<X:16>> <:= <<1, 2, 3>>] end)]),
    io:format("~p~n", [[{K, V} || K := {v, V} <:- #{a => {v, 1}}]]),
    io:format("~p~n", [[X || X <:- [1, 2, 3], X rem 2 =:= 1]]).

caught(F) ->
    try F() of
        Value -> {ok, Value}
    catch
        Class:Reason -> {Class, Reason}
    end.
