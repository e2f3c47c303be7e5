%% Combining checksums with one of no bytes, as OTP's zlib does it; and sizes of what binaries refer to.
-module(checksums_of_nothing).
-export([main/0]).

main() ->
    io:format("~p~n", [[erlang:crc32_combine(6, 2, 0), erlang:adler32_combine(1, 6, 0), erlang:adler32_combine(5, 6, 7)]]),
    io:format("~p~n", [[binary:referenced_byte_size(<<5:3>>), binary:referenced_byte_size(<<1, 2, 3:4>>)]]),
    io:format("~p~n", [[erlang:function_exported(lists, map, -1), erlang:is_builtin(lists, map, -1), erlang:port_info(nobody, id)]]),
    io:format("~p~n", [erlang:match_spec_test("ab", [{[$a, '$1'], [], ['$1']}], table)]).
