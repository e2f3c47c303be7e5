%% How the names of header fields that are not known are written, above all with hyphens in a row.
-module(decode_packet_hyphens).
-export([main/0]).

main() ->
    Names = ["content--type", "CONTENT---TYPE", "-a-b", "--a", "a-", "a--", "x-y-z", "x_Y", "-", "--", "9a-9b", "ETAG-x"],
    [show(Type, Name) || Type <- [httph, httph_bin], Name <- Names].

show(Type, Name) ->
    {ok, Header, Rest} = erlang:decode_packet(Type, iolist_to_binary([Name, ": v\r\nnext"]), []),
    io:format("~p ~p~n", [Header, Rest]).
