-module(checksums).
-export([main/0]).

main() ->
    io:format("~p~n", [binary:encode_hex(erlang:md5("hello world"))]),
    io:format("~p~n", [binary:encode_hex(erlang:md5(<<>>))]),
    io:format("~p ~p~n", [erlang:crc32("hello"), erlang:adler32("hello")]),
    io:format("~p ~p~n", [erlang:crc32(erlang:crc32("he"), "llo"), erlang:adler32(erlang:adler32("he"), "llo")]),
    io:format("~p~n", [erlang:crc32_combine(erlang:crc32("he"), erlang:crc32("llo"), 3)]),
    C = erlang:md5_update(erlang:md5_update(erlang:md5_init(), "hello "), "world"),
    io:format("~p~n", [erlang:md5_final(C) =:= erlang:md5("hello world")]).
