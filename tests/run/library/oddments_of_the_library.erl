%% Rarely used functions: erlang:match_spec_test/3, file:sendfile/2,5 without a socket, ets:i/1, persistent_term:info/0.
-module(oddments_of_the_library).
-export([main/0]).

main() ->
    Spec = [{{a, '$1'}, [{'>', '$1', 1}], ['$1']}],
    [show(fun() -> erlang:match_spec_test(Value, Spec, table) end) || Value <- [{a, 1}, {a, 2}, {b, 2}, []]],
    show(fun() -> erlang:match_spec_test([a, 2], [{[a, '$1'], [], ['$1']}], trace) end),
    show(fun() -> erlang:match_spec_test([b, 2], [{[a, '$1'], [], ['$1']}], trace) end),
    show(fun() -> erlang:match_spec_test({a, 2}, [{{a, '$1'}, [], [{foo}]}], table) end),
    show(fun() -> erlang:match_spec_test({a, 2}, Spec, other) end),
    show(fun() -> file:sendfile("no such file", socket) end),
    show(fun() -> file:sendfile("/etc/passwd", socket) end),
    show(fun() -> file:sendfile(file, socket, 0, 0, []) end),
    #{count := Before, memory := Memory} = persistent_term:info(),
    persistent_term:put(?MODULE, lists:seq(1, 100)),
    #{count := After, memory := More} = persistent_term:info(),
    io:format("~w ~w~n", [After - Before, More > Memory]),
    Table = ets:new(objects, [ordered_set]),
    ets:insert(Table, [{N, N * N, "text", lists:seq(1, N * 4)} || N <- lists:seq(1, 8)]),
    ets:i(Table),
    [show(fun() -> element(1, ets:table(Table, Options)) end)
     || Options <- [[], [{n_objects, 3}], [{traverse, first_next}], [{traverse, never}], [other], other]].

show(Fun) ->
    io:format("~p~n", [try Fun() catch Class:Reason -> {Class, Reason} end]).
