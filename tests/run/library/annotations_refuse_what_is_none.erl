%% What erl_anno says of values and annotations that are none.
-module(annotations_refuse_what_is_none).
-export([main/0]).

main() ->
    Annos = [1, {1, 2}, [], [{location, 3}], a, {0, 0}, -1],
    [io:format("~w(~0p): ~0p~n", [Get, Anno, outcome(Get, [Anno])])
     || Get <- [column, file, generated, line, location, record, text, end_location], Anno <- Annos],
    [io:format("~w(~0p, ~0p): ~0p~n", [Set, Value, Anno, outcome(Set, [Value, Anno])])
     || {Set, Values} <- [{set_file, ["f", <<"f">>, f]}, {set_generated, [true, false, 1]}, {set_line, [7, -7, a]},
                          {set_location, [{7, 8}, {7, 0}, "x"]}, {set_record, [true, x]}, {set_text, ["t", t]}],
        Value <- Values, Anno <- Annos].

outcome(Function, Args) ->
    try apply(erl_anno, Function, Args)
    catch
        Class:Reason -> {Class, Reason}
    end.
