%% status: 3
-module(halt_with_options).
-export([main/0]).

main() ->
    Wrong = [[0, [{flush, later}]], [0, [x]], [0, x], [-1, []], [x, []], [0, [{flush, true} | x]], [0, [flush]]],
    [show(Args) || Args <- Wrong],
    io:format("~p~n", [{erlang:module_loaded(erlang), lists:member(erlang, erlang:pre_loaded())}]),
    halt(3, [{flush, true}]).

show(Args) ->
    try apply(erlang, halt, Args)
    catch
        Class:Reason:Stack -> io:format("~p~n", [{Class, Reason, hd(Stack)}])
    end.
