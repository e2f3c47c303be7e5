-module(wrong_configurations).
-export([main/0]).

main() ->
    Configs = [[{a, []}, {a, []}], [{a, [{k, 1}, {k, 2}]}], [{"a", []}], [{a, [{"k", 1}]}], [{a, k}], [a], [{a, [k]}], foo,
               [{a, [{k, 1} | x]}], [{a, [{k, 1}]}, {b, [{"x", 1}]}], [{a, [{k, 1}]} | foo], [{a, #{}}], [{a, [], x}],
               [{a, [{k, 1, 2}]}], [{a, []}, {a, k}], [{1, k}], [z, {b, []}, {b, []}], [{b, [k]}, {b, x} | y]],
    [io:format("~p: ~p~n", [Config, reason(fun() -> application:set_env(Config) end)]) || Config <- Configs],
    io:format("~p~n", [application:get_env(a, k)]),
    [io:format("~p: ~p~n", [Status, reason(fun() -> init:stop(Status) end)]) || Status <- [-1, foo, {}, <<"x">>]],
    [io:format("~p: ~p~n", [Path, reason(fun() -> code:set_path(Path) end)]) || Path <- [[no_folder], ["no/folder"], foo]].

reason(Fun) ->
    try Fun()
    catch
        Class:Reason -> {Class, Reason}
    end.
