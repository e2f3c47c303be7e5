%% io:read, io:scan_erl_exprs, io:parse_erl_exprs and io:parse_erl_form: what stands before a full stop.
-module(read_erlang_from_input).
-export([main/0]).

main() ->
    show(io:read("a> ")),
    show(io:read(standard_io, 'b> ')),
    show(io:read("")),
    show(io:read("")),
    show(io:read(standard_io, "", 5)),
    show(io:read(standard_io, "", {7, 1}, [])),
    show(io:scan_erl_exprs("s> ")),
    show(io:scan_erl_exprs(standard_io, "", 3)),
    show(io:parse_erl_exprs("e> ")),
    show(io:parse_erl_exprs(standard_io, "", 1)),
    show(io:parse_erl_exprs("")),
    show(io:parse_erl_form("f> ")),
    show(io:scan_erl_form("g> ")),
    show(io:read("")),
    show(io:read("")),
    show(io:read("")).

show(Result) -> io:format("~0p~n", [Result]).
