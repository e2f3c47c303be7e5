-module(stack_of_bif_errors).
-export([main/0]).

f(X) -> [atom_to_list(X)].

main() ->
    try f(1)
    catch error:badarg:S ->
        [{M, F, A, Info} | Rest] = S,
        io:format("~p ~p~n", [{M, F, A}, proplists:get_value(error_info, Info)]),
        io:format("~p~n", [frames(Rest)])
    end,
    try binary:at(id(<<1>>), 5)
    catch error:badarg:S2 ->
        [{M2, F2, A2, Info2} | _] = S2,
        io:format("~p ~p~n", [{M2, F2, A2}, proplists:get_value(error_info, Info2)])
    end.

frames(Stack) ->
    [{F, A, proplists:get_value(line, L)} || {?MODULE, F, A, L} <- Stack].

id(X) -> X.
