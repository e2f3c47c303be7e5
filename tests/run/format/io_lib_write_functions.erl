-module(io_lib_write_functions).
-export([main/0]).

main() ->
    P = fun(X) -> io:format("~s~n", [X]) end,
    P(io_lib:write([a, {b}], 3)),
    P(io_lib:write({a, "s", 1.5})),
    P(io_lib:print([a, "s"])),
    P(io_lib:print(lists:seq(1, 30), 5, 40, -1)),
    P(io_lib:write_atom('A b')),
    P(io_lib:write_string("a\"b\n")),
    P(io_lib:write_string("a'b", $')),
    P(io_lib:write_char($\n)),
    P(io_lib:nl()),
    P(io_lib:write_latin1_string("åb")).
