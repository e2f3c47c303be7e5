%% erlang:raise/3 takes stack items with and without a location; of others it gives `badarg`, as a value.
-module(raise_with_a_stack).
-export([main/0]).

main() ->
    [raised(Stack) || Stack <- [[{a, b, 1}], [{a, b, [1], [{line, 2}]}], [{fun lists:map/2, [x]}], [{fun lists:map/2, [x], []}],
                                [{a, b}], [{a, 1, 1, []}], [{a, b, 1, x}], [x], x, []]],
    [with_info(Options) || Options <- [[{error_info, #{cause => why}}], [{error_info, no_map}], [nothing], nothing]].

raised(Stack) ->
    Outcome = try erlang:raise(error, why, Stack)
              catch error:why:Seen -> Seen
              end,
    io:format("~p~n", [Outcome]).

%% Options of error/3 that are none are left out.
with_info(Options) ->
    try failing(Options, x)
    catch
        error:why:Stack ->
            [{_, Function, Args, Info} | _] = Stack,
            io:format("~p ~p ~p~n", [Function, Args, lists:keyfind(error_info, 1, Info)])
    end.

failing(Options, Second) -> erlang:error(why, [Options, Second], Options).
