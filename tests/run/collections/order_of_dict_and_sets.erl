%% The order of dictionaries and sets follows erlang:phash/2, whatever the keys are.
-module(order_of_dict_and_sets).
-compile(nowarn_deprecated_function).
-export([main/0]).

main() ->
    Keys = keys(),
    [io:format("~p: ~w~n", [Key, erlang:phash(Key, 1 bsl 32)]) || Key <- Keys],
    io:format("~p~n", [dict:to_list(dict:from_list([{Key, 1} || Key <- Keys]))]),
    io:format("~p~n", [sets:to_list(sets:from_list(Keys))]),
    Words = string:lexemes("the quick brown fox jumps over the lazy dog and runs away from the bear", " "),
    io:format("~p~n", [dict:to_list(lists:foldl(fun(Word, Dict) -> dict:update_counter(Word, 1, Dict) end,
                                                dict:new(), Words))]),
    io:format("~p~n", [sets:to_list(sets:from_list([list_to_binary(Word) || Word <- Words]))]),
    io:format("~p~n", [try erlang:phash(a, 0) catch error:Reason -> Reason end]).

keys() ->
    [a, '', ok, [], 0, 1, -1, 255, 65536, 1 bsl 27, 1 bsl 32, 1 bsl 59, 1 bsl 64, -(1 bsl 70), 1.5, -2.75, "a", "abc",
     [a], [1, 2, a], [a | b], [1 | 2], [300], [[1], [2]], {}, {a}, {once, 1}, {a, {b, c}}, <<>>, <<1, 2, 3>>,
     <<"abc">>, <<1:3>>, <<5, 1:3>>, ["ab", "cd"], [1, a | c], {"x", <<"y">>, 1.0}].
