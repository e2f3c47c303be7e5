%% Open files: positions, lines, encodings, raw files, closed ones.
-module(file_open).
-export([main/0]).

main() ->
    Name = filename:join("/tmp", "erlet_file_open_" ++ os:getpid()),
    ok = file:write_file(Name, "hello\nworld\r\nx"),
    {ok, F} = file:open(Name, [read, write]),
    show([file:read(F, 3), file:read_line(F), file:position(F, cur), file:read_line(F), file:position(F, {eof, -2})]),
    show([file:read(F, 10), file:read(F, 1), file:position(F, bof), io:get_line(F, ""), io:get_chars(F, "", 2)]),
    show([file:position(F, cur), io:format(F, "~s", [<<"abc">>]), file:pread(F, 0, 5), file:pread(F, [{0, 2}, {100, 1}])]),
    show([file:pwrite(F, 1, "EE"), file:position(F, 0), file:read(F, 100), file:position(F, {bof, -1})]),
    show([file:position(F, 4), file:truncate(F), file:close(F), file:close(F), file:read(F, 1)]),
    show([file:read_file(Name), file:open(Name, [exclusive, write]), file:open(Name ++ "/x", [read])]),
    {ok, U} = file:open(Name, [write, {encoding, utf8}]),
    show([io:format(U, "~ts", [[229, 956]]), file:write(U, "x"), file:read(U, 1), file:close(U), file:read_file(Name)]),
    {ok, R} = file:open(Name, [read, binary, {encoding, utf8}]),
    show([io:get_line(R, ""), io:get_line(R, ""), io:getopts(R), file:write(R, "x"), file:close(R)]),
    {ok, Raw} = file:open(Name, [read, raw, binary]),
    show([element(2, Raw), file:read(Raw, 2), file:position(Raw, {cur, 1}), file:close(Raw), file:read(Raw, 1)]),
    show([file:read(foo, 1), file:position(foo, 1), file:close(foo), file:delete(Name)]),
    show(lines(Name, 1500)).

%% A file of many lines, read again one by one.
lines(Name, Count) ->
    ok = file:write_file(Name, [[integer_to_list(N), $\n] || N <- lists:seq(1, Count)]),
    {ok, F} = file:open(Name, [read, read_ahead]),
    Sum = sum(F, 0),
    ok = file:close(F),
    ok = file:delete(Name),
    Sum.

sum(F, Sum) ->
    case file:read_line(F) of
        {ok, Line} -> sum(F, Sum + list_to_integer(string:trim(Line)));
        eof -> Sum
    end.

show(Term) -> io:format("~0tp~n", [Term]).
