%% Of several parts to be searched the last one counts, yet each must lie within the binary; packets that are too long.
-module(binary_scopes_that_count).
-export([main/0]).

main() ->
    Scopes = [{0, 4}, {a, 1}, {2, 1}, {0, 3}, {3, -2}],
    [io:format("~p ~p ~p ~0p~n", [Function, One, Two, attempt(binary, Function, [<<"abc">>, <<"b">>, [{scope, One}, {scope, Two}]])])
     || Function <- [match, matches, split], One <- Scopes, Two <- Scopes],
    [io:format("~0p~n", [attempt(binary, replace, [<<"abc">>, <<"b">>, With, Options])])
     || With <- [<<"x">>, no_binary], Options <- [[{scope, {0, 9}}, {scope, {0, 2}}], [no_option], [{scope, {0, 9}}]]],
    [io:format("~0p ~0p ~0p ~0p~n", [Type, Line, Size, [attempt(erlang, decode_packet, [Type, Bytes, [{line_length, Line}, {packet_size, Size}]])
                                                        || Bytes <- [<<"abcd\r\nef">>, <<"ab\nc">>, <<"abc\n">>, <<"abcdefgh">>]]])
     || Type <- [line, http, httph], Line <- [0, 2, 4, 8], Size <- [0, 1, 3, 4, 8]].

attempt(Module, Function, Args) -> try apply(Module, Function, Args) catch Class:Reason -> {Class, Reason} end.
