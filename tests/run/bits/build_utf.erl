-module(build_utf).
-export([main/0]).

main() ->
    [io:format("~w ~w ~w ~w ~w~n", [<<C/utf8>>, <<C/utf16>>, <<C/utf16-little>>, <<C/utf32>>, <<C/utf32-little>>]) || C <- [$a, 229, 1078, 8364, 128512]],
    io:format("~w~n", [<<"aж"/utf8>>]),
    io:format("~w~n", [<<"aж"/utf16>>]),
    [io:format("~p~n", [caught(fun() -> <<C/utf8>> end)]) || C <- [16#D800, 16#110000, -1, a]].

caught(F) ->
    try F() of
        Value -> {ok, Value}
    catch
        Class:Reason -> {Class, Reason}
    end.
