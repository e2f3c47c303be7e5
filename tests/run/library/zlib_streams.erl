%% Streams of packed data: pieces in and out, formats, dictionaries, what follows the end, errors.
-module(zlib_streams).
-export([main/0]).

main() ->
    Text = iolist_to_binary([["line ", integer_to_list(N), $\n] || N <- lists:seq(1, 5000)]),
    [io:format("~p ~p~n", [Bits, there_and_back(Text, Bits)]) || Bits <- [15, -15, 31, 12]],
    io:format("by itself ~p~n", [[unpacked(Packed, 47) =:= Text || Packed <- [zlib:gzip(Text), zlib:compress(Text)]]]),
    io:format("flushed ~p~n", [flushed()]),
    io:format("dictionary ~p~n", [dictionary()]),
    [io:format("after the end, ~p: ~p~n", [What, after_end(What)]) || What <- [cut, reset, error]],
    io:format("safely ~p~n", [safely(zlib:compress(Text)) =:= Text]),
    [io:format("~p: ~p~n", [Name, attempt(Fun)]) || {Name, Fun} <- failures()].

there_and_back(Text, Bits) ->
    Z = zlib:open(),
    ok = zlib:deflateInit(Z, best_speed, deflated, Bits, 8, default),
    <<First:1000/binary, Second/binary>> = Text,
    Packed = iolist_to_binary([zlib:deflate(Z, First), zlib:deflate(Z, [Second]), zlib:deflate(Z, [], finish)]),
    Ends = [zlib:deflateEnd(Z), zlib:close(Z)],
    {Ends, byte_size(Packed) < byte_size(Text) div 2, unpacked(Packed, Bits) =:= Text}.

%% Unpacks byte by byte at first.
unpacked(<<A, B, C, Rest/binary>>, Bits) ->
    Z = zlib:open(),
    ok = zlib:inflateInit(Z, Bits),
    Text = iolist_to_binary([zlib:inflate(Z, Piece) || Piece <- [[A], [B], [C], Rest]]),
    ok = zlib:inflateEnd(Z),
    ok = zlib:close(Z),
    Text.

%% What is flushed can be read before the end.
flushed() ->
    [Out, In] = [zlib:open(), zlib:open()],
    zlib:deflateInit(Out),
    zlib:inflateInit(In),
    [iolist_to_binary(zlib:inflate(In, zlib:deflate(Out, Word, Flush))) || {Word, Flush} <- [{"one", sync}, {"two", full}, {"", sync}, {"three", finish}]].

dictionary() ->
    [Out, In] = [zlib:open(), zlib:open()],
    zlib:deflateInit(Out),
    Checksum = zlib:deflateSetDictionary(Out, "hello world"),
    Packed = zlib:deflate(Out, "hello world, hello", finish),
    zlib:inflateInit(In),
    {need_dictionary, Needed, []} = zlib:inflate(In, Packed, [{exception_on_need_dict, false}]),
    zlib:inflateSetDictionary(In, "hello world"),
    Text = iolist_to_binary(zlib:inflate(In, [])),
    zlib:inflateReset(In),
    {Checksum =:= Needed, Text, attempt(fun() -> zlib:inflate(In, Packed) end)}.

after_end(What) ->
    Z = zlib:open(),
    zlib:inflateInit(Z, 31, What),
    attempt(fun() -> iolist_to_binary(zlib:inflate(Z, [zlib:gzip("one"), zlib:gzip("two")])) end).

safely(Packed) ->
    Z = zlib:open(),
    zlib:inflateInit(Z),
    iolist_to_binary(safely(Z, zlib:safeInflate(Z, Packed))).

safely(Z, {continue, Output}) -> [Output | safely(Z, zlib:safeInflate(Z, []))];
safely(_, {finished, Output}) -> Output.

failures() ->
    [{not_begun, fun() -> zlib:deflate(zlib:open(), "x") end},
     {not_begun, fun() -> zlib:inflate(zlib:open(), "x") end},
     {not_begun, fun() -> zlib:deflateEnd(zlib:open()) end},
     {begun_twice, fun() -> Z = zlib:open(), zlib:deflateInit(Z), zlib:inflateInit(Z) end},
     {too_early, fun() -> Z = zlib:open(), zlib:deflateInit(Z), zlib:deflate(Z, "abc"), zlib:deflateEnd(Z) end},
     {too_early, fun() -> Z = zlib:open(), zlib:inflateInit(Z), zlib:inflateEnd(Z) end},
     {no_data, fun() -> Z = zlib:open(), zlib:inflateInit(Z), zlib:inflate(Z, "no such data") end},
     {closed, fun() -> Z = zlib:open(), zlib:close(Z), zlib:close(Z) end},
     {of_another, fun of_another/0},
     {flush, fun() -> Z = zlib:open(), zlib:deflateInit(Z), zlib:deflate(Z, "a", soon) end},
     {level, fun() -> zlib:deflateInit(zlib:open(), 10) end},
     {level, fun() -> zlib:deflateInit(zlib:open(), fast) end},
     {data, fun() -> Z = zlib:open(), zlib:deflateInit(Z), zlib:deflate(Z, [a]) end}].

of_another() ->
    Z = zlib:open(),
    zlib:deflateInit(Z),
    Self = self(),
    spawn(fun() -> Self ! attempt(fun() -> zlib:deflate(Z, "x") end) end),
    receive Answer -> Answer end.

attempt(Fun) ->
    try Fun() catch Class:Reason -> {Class, Reason} end.
