%% No copies of what is no binary, and splits where there is nothing to look at.
-module(binary_nothing_to_do).
-export([main/0]).

main() ->
    [show(Function, Args) || {Function, Args} <-
        [{copy, [<<5:3>>, 0]}, {copy, [<<5:3>>, 1]}, {copy, [a, 0]}, {copy, [<<"ab">>, 0]}] ++
        [{split, [<<1, 2>>, Pattern, [{scope, {Start, 0}} | Options]]} ||
            Pattern <- [{a, 1}, [], <<>>, <<1>>], Start <- [0, 1], Options <- [[], [trim], [global, trim_all]]]],
    ok.

show(Function, Args) ->
    Result = try apply(binary, Function, Args) catch Class:Reason -> {Class, Reason} end,
    io:format("~p ~0p ~0p~n", [Function, Args, Result]).
