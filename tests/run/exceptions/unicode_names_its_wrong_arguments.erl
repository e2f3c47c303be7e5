-module(unicode_names_its_wrong_arguments).
-export([main/0]).

main() ->
    [io:format("~p ~p~n~ts~n", [Function, Args, explained(Function, Args)]) || {Function, Args} <- calls()].

calls() ->
    [{list_to_atom(lists:concat([characters_to_, Form, "_", Kind])), [Data]}
     || Form <- [nfc, nfd, nfkc, nfkd], Kind <- [list, binary], Data <- [abc, <<1:1>>, [$a | b], [$a, {b}], <<128>>]] ++
    [{characters_to_binary, Args} || Args <- [[abc], [abc, bad], [abc, bad, worse], ["a", bad, worse], ["a", bad, utf8],
                                              ["a", utf8, bad], [abc, utf8, utf8], [<<1:1>>, utf8],
                                              ["a", {utf16, middle}, {utf32, big}]]] ++
    [{characters_to_list, Args} || Args <- [[abc], [abc, bad], ["a", bad], [{}, 7]]].

explained(Function, Args) ->
    try apply(unicode, Function, Args) of
        Value -> io_lib:format("~p", [Value])
    catch
        Class:Reason:Stack -> erl_error:format_exception(Class, Reason, [hd(Stack)])
    end.
