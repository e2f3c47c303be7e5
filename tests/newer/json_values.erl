%% OTP 27, stdlib, "json", functions encode/1, encode/2, decode/1, decode/3, decode_start/3
-module(json_values).
-export([main/0]).

main() ->
    show(json:encode(#{foo => <<"bar">>})),
    show(json:encode([1, 1.5, true, null, atom, <<"a\"\n\x{e9}\x{1f600}"/utf8>>, [], #{}])),
    show(json:encode_binary_escape_all(<<"\x{e9}\x{1f600}"/utf8>>)),
    show(json:encode([{<<"a">>, [1, 2]}, {b, <<"c">>}], fun encoder/2)),
    io:format("~p~n", [json:decode(<<"{\"foo\": 1, \"bar\": [1.5, -2e3, \"\\u00e9\\ud83d\\ude00\", null]}">>)]),
    Push = fun(Key, Value, Acc) -> [{binary_to_existing_atom(Key), Value} | Acc] end,
    io:format("~p~n", [json:decode(<<"{\"foo\":1} more">>, done, #{object_push => Push, null => none})]),
    {continue, State} = json:decode_start(<<"{\"foo\":12">>, ok, #{}),
    {continue, State1} = json:decode_continue(<<"3,\"b">>, State),
    io:format("~p~n", [json:decode_continue(<<"ar\":tr">>, State1) =/= error]),
    {continue, Number} = json:decode_start(<<"123">>, ok, #{}),
    io:format("~p~n", [json:decode_continue(end_of_input, Number)]),
    [io:format("~p~n", [failure(Text)]) || Text <- [<<"">>, <<"[1,]">>, <<"{\"a\" 1}">>, <<"tru">>, <<"trux">>, <<"\"\\ud800x\"">>, <<"1 2">>, <<"\"\n\"">>, <<255>>]].

encoder([{_, _} | _] = Pairs, Encode) -> json:encode_key_value_list(Pairs, Encode);
encoder(Other, Encode) -> json:encode_value(Other, Encode).

show(Data) -> io:format("~ts~n", [iolist_to_binary(Data)]).

failure(Text) ->
    try json:decode(Text) catch error:Reason -> Reason end.
