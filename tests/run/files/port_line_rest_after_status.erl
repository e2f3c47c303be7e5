%% What is left of a last line without its end comes after the program's status.
-module(port_line_rest_after_status).
-export([main/0]).

main() ->
    [io:format("~p: ~p~n", [Options, heard(open_port({spawn, "printf 'abcdef\\nbc\\nd'"}, Options))])
     || Options <- [[{line, 3}, exit_status, eof], [{line, 9}, eof], [{line, 9}, exit_status, binary, eof]]].

heard(Port) ->
    receive
        {Port, eof} -> [eof];
        {Port, Message} -> [Message | heard(Port)]
    end.
