%% A message that a waiting process took apart and passed over is whole after others collect its garbage.
-module(passed_over_then_collected).
-export([main/0]).

main() ->
    Main = self(),
    Other = spawn(fun() -> Main ! {self(), [wait_for(1, 1), wait_for(2, 0)]} end),
    [begin
         Other ! Message,
         receive after 10 -> ok end,
         garbage_collect(Other)
     end || Message <- [{ref, {2, integer_to_list(2)}, [Main]}, {other, Main}, {ref, {3, integer_to_list(3)}, [Other]}, {more, Main}]],
    receive {Other, Values} -> io:format("~p~n", [Values =:= [{other, Main}, {ref, {2, "2"}, [Main]}]]) end.

%% Is collected while it waits.
wait_for(Wanted, Kind) ->
    receive
        {other, _} = Other when Kind =:= 1; Kind =:= 2 -> keep(Wanted, Other), Other;
        {ref, Key, Value} when Wanted =:= 2, Kind =/= 1; Wanted =:= 3 -> keep(Key, Value), {ref, Key, Value};
        {Tag, Value, Key, _, _} when Wanted =:= 1; Wanted =:= 3 -> {Tag, keep(Value, Tag), Key}
    after 10000 -> keep(Wanted, Kind)
    end.

keep(Key, Value) ->
    true = garbage_collect(),
    put(Key, Value).
