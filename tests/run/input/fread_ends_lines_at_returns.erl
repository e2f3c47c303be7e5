%% A carriage return ends a line, alone or before a newline, also where text comes in parts.
-module(fread_ends_lines_at_returns).
-export([main/0]).

main() ->
    [io:format("~p~n", [{Format, Parts, read([], Parts, Format)}])
     || Format <- ["~d~l~d~l", "~s~l~s~l", "~d~d~l", "~c~c~c~l"],
        Parts <- [["0\r", "\n1 ", "2", eof], ["0\r", "1 2", eof], ["0\r1\r2", eof], ["0", "\r", "1\n", eof],
                  ["0\r\n1\r\n", eof], ["0\r\r1 ", eof], ["\r0 1\r", eof], ["\r\r\r\r", eof]]].

%% What io_lib:fread/3 says at last, and the parts that it left.
read(_, [], _) -> none;
read(Continuation, [Part | Parts], Format) ->
    case io_lib:fread(Continuation, Part, Format) of
        {more, Next} -> read(Next, Parts, Format);
        Done -> {Done, Parts}
    end.
