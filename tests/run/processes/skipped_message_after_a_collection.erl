%% A message that a receive took apart and passed over stays whole when garbage is collected afterwards.
-module(skipped_message_after_a_collection).
-export([main/0]).

main() ->
    self() ! never_read,
    self() ! {ref, {1, "one"}, [2, two]},
    io:format("~p~n", [take(0)]),
    io:format("~p~n", [take(1)]),
    [self() ! {ref, {N, [N]}, [N]} || N <- lists:seq(1, 20)],
    io:format("~p~n", [[take_number(N) || N <- lists:seq(20, 1, -1)]]).

take(Wanted) ->
    receive
        {other, _} = Other when Wanted =:= 1; Wanted =:= 2 -> Other;
        {ref, Key, Value} when Wanted =:= 1; Wanted =:= 2 -> keep(Key, Value), {ref, Key, Value};
        {Tag, Value, Key, _, _} when Wanted =:= 1; Wanted =:= 3 -> {Tag, keep(Value, Tag), Key}
    after 10 ->
        true = erlang:garbage_collect(),
        Junk = lists:seq(1, 300),
        true = erlang:garbage_collect(),
        {nothing, length(Junk)}
    end.

keep(Key, Value) ->
    true = erlang:garbage_collect(),
    put(Key, Value).

take_number(N) ->
    receive
        {ref, {Number, _} = Key, Value} when Number =:= N, [Key, Value] =/= N ->
            true = erlang:garbage_collect(),
            {Key, Value}
    end.
