%%% Packed data: the module `zlib`. Whole data is packed by functions in Rust; a stream is a number known to them, which
%%% an array of atomics carries together with what is remembered of the stream here.
-module(zlib).

-export([compress/1, uncompress/1, zip/1, unzip/1, gzip/1, gunzip/1]).
-export([open/0, close/1, set_controlling_process/2, deflateInit/1, deflateInit/2, deflateInit/6, deflate/2, deflate/3,
         deflateSetDictionary/2, deflateReset/1, deflateParams/3, deflateEnd/1]).
-export([inflateInit/1, inflateInit/2, inflateInit/3, inflate/2, inflate/3, safeInflate/2, inflateChunk/1, inflateChunk/2,
         inflateSetDictionary/2, inflateGetDictionary/1, inflateReset/1, inflateEnd/1]).
-export([setBufSize/2, getBufSize/1, crc32/1, crc32/2, crc32/3, adler32/2, adler32/3, crc32_combine/4,
         adler32_combine/4]).

-export_type([zstream/0, zlevel/0, zflush/0, zmemlevel/0, zmethod/0, zstrategy/0, zwindowbits/0]).

-type zstream() :: reference().
-type zlevel() :: none | default | best_compression | best_speed | 0..9.
-type zflush() :: none | sync | full | finish.
-type zmemlevel() :: 1..9.
-type zmethod() :: deflated.
-type zstrategy() :: default | filtered | huffman_only | rle.
-type zwindowbits() :: -15..-8 | 8..47.

%% The places of a stream's array: its number, the bits of its window, what comes after the end (see behaviour/1),
%% whether the end was reached, the size of a piece of output, the checksum of the input.
-define(NUMBER, 1).
-define(BITS, 2).
-define(BEHAVIOUR, 3).
-define(ENDED, 4).
-define(SIZE, 5).
-define(CRC, 6).

-define(PIECE, 16384).
-define(LEAST, 16).

%% Data with zlib's head and checksum.
%% > zlib:uncompress(zlib:compress("text")).
%% <<"text">>
-spec compress(iodata()) -> binary().
compress(Data) -> erts_internal:deflate(zlib, Data).

%% The data of zlib's format. Fails with data_error when it is broken.
%% > zlib:uncompress(<<"no">>).
%% ** error:data_error
-spec uncompress(iodata()) -> binary().
uncompress(Data) -> erts_internal:inflate(zlib, Data).

%% Data without a head.
%% > zlib:unzip(zlib:zip("text")).
%% <<"text">>
-spec zip(iodata()) -> binary().
zip(Data) -> erts_internal:deflate(raw, Data).

%% The data of what `zip/1` gives: no head, no checksum. Fails with data_error when it is broken.
%% > zlib:unzip(<<255>>).
%% ** error:data_error
-spec unzip(iodata()) -> binary().
unzip(Data) -> erts_internal:inflate(raw, Data).

%% Data with gzip's head; several packed files one after another are unpacked as one.
%% > zlib:gunzip(zlib:gzip(["te", <<"xt">>])).
%% <<"text">>
-spec gzip(iodata()) -> binary().
gzip(Data) -> erts_internal:deflate(gzip, Data).

%% The data of gzip's format. Fails with data_error when it is broken or not whole.
%% > zlib:gunzip([zlib:gzip("one "), zlib:gzip("two")]).
%% <<"one two">>
%% > zlib:gunzip("no").
%% ** error:data_error
-spec gunzip(iodata()) -> binary().
gunzip(Data) -> erts_internal:inflate(gzip, Data).

%%% Streams

%% A new stream, which belongs to the calling process.
%% > Z = zlib:open(), ok = zlib:deflateInit(Z), P = zlib:deflate(Z, "abc", finish), zlib:close(Z), zlib:uncompress(P).
%% <<"abc">>
-spec open() -> zstream().
open() ->
    Stream = atomics:new(6, []),
    atomics:put(Stream, ?NUMBER, erts_internal:zlib_open()),
    atomics:put(Stream, ?SIZE, 4000),
    Stream.

%% Closes a stream and frees its memory. Fails with not_initialized for one that is closed.
%% > Z = zlib:open(), zlib:close(Z), zlib:close(Z).
%% ** error:not_initialized
-spec close(zstream()) -> ok.
close(Stream) ->
    erts_internal:zlib_close(number(Stream)),
    remember(Stream, ?NUMBER, 0).

%% Gives a stream to another process, the only one that may use it then. Fails with not_on_controlling_process for
%% another process than its owner.
%% > Z = zlib:open(), Self = self(), P = spawn(fun() -> receive go -> Self ! zlib:close(Z) end end),
%%   zlib:set_controlling_process(Z, P), P ! go, receive Closed -> Closed end.
%% ok
-spec set_controlling_process(zstream(), pid()) -> ok.
set_controlling_process(Stream, Pid) -> erts_internal:zlib_give(number(Stream), Pid).

%% None after the end.
number(Stream) ->
    case atomics:get(Stream, ?NUMBER) of
        0 -> error(not_initialized);
        Number -> Number
    end.

remembered(Stream, What) -> atomics:get(Stream, What).

remember(Stream, What, Value) -> atomics:put(Stream, What, Value).

%%% Packing

%% Begins to pack in zlib's format, with the usual level. Fails with stream_error when the stream is in use already.
%% > Z = zlib:open(), zlib:deflateInit(Z).
%% ok
-spec deflateInit(zstream()) -> ok.
deflateInit(Stream) -> deflateInit(Stream, default).

%% Begins to pack with a level: none or 0, best_speed or 1, to best_compression or 9; default is 6.
%% > Z = zlib:open(), zlib:deflateInit(Z, none), P = zlib:deflate(Z, "abc", finish), zlib:close(Z), iolist_size(P).
%% 14
%% > zlib:deflateInit(zlib:open(), 10).
%% ** error:bad_compression_level
-spec deflateInit(zstream(), zlevel()) -> ok.
deflateInit(Stream, Level) -> deflateInit(Stream, Level, deflated, 15, 8, default).

%% Begins to pack; the bits of the window also say the format: negative for data without a head, 16 more for gzip's. The
%% use of memory and the strategy are the implementation's own.
%% > Z = zlib:open(), zlib:deflateInit(Z, default, deflated, 31, 8, default), P = zlib:deflate(Z, "abc", finish),
%%   zlib:close(Z), zlib:gunzip(P).
%% <<"abc">>
-spec deflateInit(zstream(), zlevel(), zmethod(), zwindowbits(), zmemlevel(), zstrategy()) -> ok.
deflateInit(Stream, Level, Method, Bits, Memory, Strategy) ->
    Number = level(Level),
    Method =:= deflated orelse error(bad_compression_method),
    is_window(Bits, 31) orelse error(bad_windowbits),
    lists:member(Memory, lists:seq(1, 9)) orelse error(bad_memlevel),
    is_strategy(Strategy) orelse error(bad_compression_strategy),
    erts_internal:zlib_init(number(Stream), deflate, Number, Bits),
    begun(Stream, Bits).

is_window(Bits, Most) -> is_integer(Bits) andalso abs(Bits) >= 8 andalso Bits >= -15 andalso Bits =< Most.

begun(Stream, Bits) ->
    remember(Stream, ?BITS, Bits),
    remember(Stream, ?ENDED, 0),
    remember(Stream, ?CRC, 0).

is_strategy(Strategy) -> lists:member(Strategy, [default, filtered, huffman_only, rle]).

level(none) -> 0;
level(default) -> -1;
level(best_speed) -> 1;
level(best_compression) -> 9;
level(Level) when is_integer(Level), Level >= 0, Level =< 9 -> Level;
level(_) -> error(bad_compression_level).

%% Packs data; what is ready of it, perhaps nothing yet.
%% > Z = zlib:open(), zlib:deflateInit(Z), Parts = [zlib:deflate(Z, "abc"), zlib:deflate(Z, "def", finish)],
%%   zlib:close(Z), zlib:uncompress(Parts).
%% <<"abcdef">>
-spec deflate(zstream(), iodata()) -> iolist().
deflate(Stream, Data) -> deflate(Stream, Data, none).

%% Packs data. `none` keeps what is not ready, `sync` or `full` gives all of it, `finish` ends the packed data.
%% > Z = zlib:open(), zlib:deflateInit(Z), P = zlib:deflate(Z, ["ab", <<"c">>], finish), zlib:deflateEnd(Z),
%%   zlib:close(Z), zlib:uncompress(P).
%% <<"abc">>
-spec deflate(zstream(), iodata(), zflush()) -> iolist().
deflate(Stream, Data, Flush) ->
    lists:member(Flush, [none, sync, full, finish]) orelse error(bad_flush_mode),
    remembered(Stream, ?ENDED) =:= 1 andalso error(stream_error),
    Bytes = iolist_to_binary(Data),
    Packed = deflated(number(Stream), Bytes, Flush),
    _ = checked(Stream, Bytes),
    Flush =:= finish andalso remember(Stream, ?ENDED, 1),
    [Piece || Piece <- Packed, Piece =/= <<>>].

deflated(Number, <<Piece:?PIECE/binary, Rest/binary>>, Flush) when Rest =/= <<>> ->
    Packed = erts_internal:zlib_deflate(Number, Piece, none),
    [Packed | deflated(Number, Rest, Flush)];
deflated(Number, Piece, Flush) ->
    [erts_internal:zlib_deflate(Number, Piece, Flush)].

%% Sets the dictionary before any data: texts that are likely to come, which the one who unpacks has to know, too. Its
%% Adler checksum.
%% > Z = zlib:open(), zlib:deflateInit(Z), Checksum = zlib:deflateSetDictionary(Z, "abc"), zlib:close(Z),
%%   Checksum =:= erlang:adler32("abc").
%% true
-spec deflateSetDictionary(zstream(), iodata()) -> non_neg_integer().
deflateSetDictionary(Stream, Dictionary) ->
    erts_internal:zlib_set(number(Stream), deflate, iolist_to_binary(Dictionary)).

%% Begins anew with the same options, as if nothing had been packed.
%% > Z = zlib:open(), zlib:deflateInit(Z),
%%   [begin P = zlib:deflate(Z, D, finish), zlib:deflateReset(Z), zlib:uncompress(P) end || D <- ["a", "b"]].
%% [<<"a">>,<<"b">>]
-spec deflateReset(zstream()) -> ok.
deflateReset(Stream) ->
    Bits = remembered(Stream, ?BITS),
    erts_internal:zlib_reset(number(Stream), deflate, Bits),
    begun(Stream, Bits).

%% Changes level and strategy for the data that follow.
%% > Z = zlib:open(), zlib:deflateInit(Z), zlib:deflateParams(Z, best_speed, default),
%%   P = zlib:deflate(Z, "abc", finish), zlib:close(Z), zlib:uncompress(P).
%% <<"abc">>
-spec deflateParams(zstream(), zlevel(), zstrategy()) -> ok.
deflateParams(Stream, Level, Strategy) ->
    is_strategy(Strategy) orelse error(bad_compression_strategy),
    erts_internal:zlib_set(number(Stream), deflate, level(Level)),
    ok.

%% Ends packing; the stream may be used again. Fails with data_error when that was before `finish`.
%% > Z = zlib:open(), zlib:deflateInit(Z), zlib:deflate(Z, "abc", finish), zlib:deflateEnd(Z).
%% ok
%% > Z = zlib:open(), zlib:deflateInit(Z), zlib:deflate(Z, "abc"), zlib:deflateEnd(Z).
%% ** error:data_error
-spec deflateEnd(zstream()) -> ok.
deflateEnd(Stream) -> erts_internal:zlib_end(number(Stream), deflate, remembered(Stream, ?ENDED) =:= 1).

%%% Unpacking

%% Begins to unpack zlib's format.
%% > Z = zlib:open(), zlib:inflateInit(Z), D = zlib:inflate(Z, zlib:compress("abc")), zlib:close(Z),
%%   iolist_to_binary(D).
%% <<"abc">>
-spec inflateInit(zstream()) -> ok.
inflateInit(Stream) -> inflateInit(Stream, 15).

%% Begins to unpack a format: see deflateInit/6; 32 more finds out by itself.
%% > Z = zlib:open(), zlib:inflateInit(Z, 47), D = zlib:inflate(Z, zlib:gzip("abc")), zlib:close(Z),
%%   iolist_to_binary(D).
%% <<"abc">>
-spec inflateInit(zstream(), zwindowbits()) -> ok.
inflateInit(Stream, Bits) -> inflateInit(Stream, Bits, cut).

%% As inflateInit/2. What follows the end of the packed data is dropped (`cut`), unpacked as the next one (`reset`) or
%% an error (`error`).
%% > Z = zlib:open(), zlib:inflateInit(Z, 15, cut), D = zlib:inflate(Z, [zlib:compress("abc"), "rest"]),
%%   zlib:close(Z), iolist_to_binary(D).
%% <<"abc">>
-spec inflateInit(zstream(), zwindowbits(), error | reset | cut) -> ok.
inflateInit(Stream, Bits, Behaviour) ->
    is_window(Bits, 47) orelse error(bad_windowbits),
    Number = behaviour(Behaviour),
    erts_internal:zlib_init(number(Stream), inflate, -1, Bits),
    remember(Stream, ?BEHAVIOUR, Number),
    begun(Stream, Bits).

behaviour(error) -> 0;
behaviour(reset) -> 1;
behaviour(cut) -> 2;
behaviour(_) -> error(bad_eos_behavior).

%% Unpacks data; fails with data_error when it is none, with `{need_dictionary, Checksum}` when a dictionary is missing.
%% > Z = zlib:open(), zlib:inflateInit(Z), <<A:5/binary, B/binary>> = zlib:compress("abc"),
%%   D = [zlib:inflate(Z, A), zlib:inflate(Z, B)], zlib:close(Z), iolist_to_binary(D).
%% <<"abc">>
%% > Z = zlib:open(), zlib:inflateInit(Z), zlib:inflate(Z, "no").
%% ** error:data_error
-spec inflate(zstream(), iodata()) -> iolist().
inflate(Stream, Data) -> inflate(Stream, Data, []).

%% As inflate/2. With `{exception_on_need_dict, false}` a missing dictionary is answered by `{need_dictionary,
%% Checksum, Output}`.
%% > Z = zlib:open(), zlib:deflateInit(Z), C = zlib:deflateSetDictionary(Z, "abc"),
%%   P = zlib:deflate(Z, "abcabc", finish), zlib:deflateEnd(Z), zlib:inflateInit(Z),
%%   {need_dictionary, C, []} = zlib:inflate(Z, P, [{exception_on_need_dict, false}]),
%%   zlib:inflateSetDictionary(Z, "abc"), iolist_to_binary(zlib:inflate(Z, [])).
%% <<"abcabc">>
-spec inflate(zstream(), iodata(), [{exception_on_need_dict, boolean()}]) ->
          iolist() | {need_dictionary, non_neg_integer(), iolist()}.
inflate(Stream, Data, Options) ->
    case inflated(Stream, iolist_to_binary(Data), []) of
        {need_dictionary, Checksum, Output} ->
            case proplists:get_value(exception_on_need_dict, Options, true) of
                true -> error({need_dictionary, Checksum});
                false -> {need_dictionary, Checksum, Output}
            end;
        Output -> Output
    end.

inflated(Stream, Data, Acc) ->
    case step(Stream, Data, ?PIECE) of
        {more, Output} -> inflated(Stream, <<>>, [Output | Acc]);
        {{need_dictionary, Checksum}, Output} -> {need_dictionary, Checksum, output([Output | Acc])};
        {done, Output} -> output([Output | Acc])
    end.

output(Pieces) -> [Piece || Piece <- lists:reverse(Pieces), Piece =/= <<>>].

%% A piece of output: `done` when all data was taken.
step(Stream, Data, Size) ->
    case remembered(Stream, ?ENDED) =:= 1 andalso remembered(Stream, ?BEHAVIOUR) of
        2 -> {done, <<>>};
        0 when Data =/= <<>> -> error(data_error);
        1 when Data =/= <<>> ->
            anew(Stream),
            unpacked(Stream, Data, Size);
        false -> unpacked(Stream, Data, Size);
        _ -> {done, <<>>}
    end.

unpacked(Stream, Data, Size) ->
    Number = number(Stream),
    case erts_internal:zlib_inflate(Number, Data, Size) of
        {ended, Output} ->
            remember(Stream, ?ENDED, 1),
            {after_end(Stream, Number), checked(Stream, Output)};
        {Status, Output} ->
            {Status, checked(Stream, Output)}
    end.

%% As OTP, only of data without a head.
checked(Stream, Plain) ->
    remembered(Stream, ?BITS) < 0 andalso remember(Stream, ?CRC, erlang:crc32(remembered(Stream, ?CRC), Plain)),
    Plain.

after_end(Stream, Number) ->
    Behaviour = remembered(Stream, ?BEHAVIOUR),
    case erts_internal:zlib_waiting(Number, Behaviour =:= 2) of
        0 -> done;
        _ when Behaviour =:= 2 -> done;
        _ when Behaviour =:= 0 -> error(data_error);
        _ ->
            anew(Stream),
            more
    end.

anew(Stream) ->
    erts_internal:zlib_reset(number(Stream), inflate, remembered(Stream, ?BITS)),
    remember(Stream, ?ENDED, 0).

%% Unpacks some of the data. Gives `{continue, Output}` when there is more, to be had with empty data; `{finished,
%% Output}` at the end. So data that grow enormously can be stopped.
%% > Z = zlib:open(), zlib:inflateInit(Z), {finished, D} = zlib:safeInflate(Z, zlib:compress("abc")), zlib:close(Z),
%%   iolist_to_binary(D).
%% <<"abc">>
-spec safeInflate(zstream(), iodata()) ->
          {continue | finished, iolist()} | {need_dictionary, non_neg_integer(), iolist()}.
safeInflate(Stream, Data) ->
    case step(Stream, iolist_to_binary(Data), ?PIECE) of
        {more, Output} -> {continue, output([Output])};
        {{need_dictionary, Checksum}, Output} -> {need_dictionary, Checksum, output([Output])};
        {done, Output} -> {finished, output([Output])}
    end.

%% As inflateChunk/2 with no more data.
%% > Z = zlib:open(), zlib:inflateInit(Z), zlib:setBufSize(Z, 2), zlib:inflateChunk(Z, zlib:compress("abc")),
%%   D = zlib:inflateChunk(Z), zlib:close(Z), iolist_to_binary(D).
%% ** error:badarg
-spec inflateChunk(zstream()) -> iolist() | {more, iolist()}.
inflateChunk(Stream) -> inflateChunk(Stream, <<>>).

%% Unpacks no more than the size of the buffer: `{more, Output}` when there is more. safeInflate/2 is the newer way.
%% > Z = zlib:open(), zlib:inflateInit(Z), zlib:setBufSize(Z, 2),
%%   {more, D} = zlib:inflateChunk(Z, zlib:compress("abc")), zlib:close(Z), iolist_to_binary(D).
%% ** error:badarg
-spec inflateChunk(zstream(), iodata()) -> iolist() | {more, iolist()}.
inflateChunk(Stream, Data) ->
    case step(Stream, iolist_to_binary(Data), getBufSize(Stream)) of
        {more, Output} -> {more, output([Output])};
        {{need_dictionary, Checksum}, _} -> error({need_dictionary, Checksum});
        {done, Output} -> output([Output])
    end.

%% Sets the dictionary that was asked for. Fails with data_error when it is another one.
%% > Z = zlib:open(), zlib:deflateInit(Z), zlib:deflateSetDictionary(Z, "abc"), P = zlib:deflate(Z, "abcabc", finish),
%%   zlib:deflateEnd(Z), zlib:inflateInit(Z), zlib:inflate(Z, P, [{exception_on_need_dict, false}]),
%%   zlib:inflateSetDictionary(Z, "xyz").
%% ** error:data_error
-spec inflateSetDictionary(zstream(), iodata()) -> ok.
inflateSetDictionary(Stream, Dictionary) ->
    erts_internal:zlib_set(number(Stream), inflate, iolist_to_binary(Dictionary)),
    ok.

%% The dictionary in use, which cannot be asked for here: fails with enotsup.
%% > Z = zlib:open(), zlib:inflateInit(Z), zlib:inflateGetDictionary(Z).
%% ** error:enotsup
-spec inflateGetDictionary(zstream()) -> no_return().
inflateGetDictionary(_Stream) -> error(enotsup).

%% Begins anew with the same options, as if nothing had been unpacked.
%% > Z = zlib:open(), zlib:inflateInit(Z),
%%   [begin zlib:inflateReset(Z), iolist_to_binary(zlib:inflate(Z, zlib:compress(D))) end || D <- ["a", "b"]].
%% [<<"a">>,<<"b">>]
-spec inflateReset(zstream()) -> ok.
inflateReset(Stream) ->
    erts_internal:zlib_waiting(number(Stream), true),
    anew(Stream).

%% Ends unpacking; the stream may be used again. Fails with data_error when the end of the data was not reached.
%% > Z = zlib:open(), zlib:inflateInit(Z), zlib:inflate(Z, zlib:compress("abc")), zlib:inflateEnd(Z).
%% ok
%% > Z = zlib:open(), zlib:inflateInit(Z), zlib:inflateEnd(Z).
%% ** error:data_error
-spec inflateEnd(zstream()) -> ok.
inflateEnd(Stream) -> erts_internal:zlib_end(number(Stream), inflate, remembered(Stream, ?ENDED) =:= 1).

%%% Sizes and checksums

%% Sets how many bytes inflateChunk/1,2 give at most.
%% > Z = zlib:open(), zlib:setBufSize(Z, 100), zlib:getBufSize(Z).
%% 100
-spec setBufSize(zstream(), non_neg_integer()) -> ok.
setBufSize(Stream, Size) when is_integer(Size), Size >= ?LEAST, Size < 16777216 -> remember(Stream, ?SIZE, Size);
setBufSize(_, _) -> error(badarg).

%% How many bytes inflateChunk/1,2 give at most; 4000 from the start.
%% > zlib:getBufSize(zlib:open()).
%% 4000
-spec getBufSize(zstream()) -> non_neg_integer().
getBufSize(Stream) -> remembered(Stream, ?SIZE).

%% The CRC of the data so far, when it is packed without a head; else 0.
%% > Z = zlib:open(), zlib:deflateInit(Z, default, deflated, -15, 8, default), zlib:deflate(Z, "abc", finish),
%%   zlib:crc32(Z).
%% 891568578
-spec crc32(zstream()) -> non_neg_integer().
crc32(Stream) -> remembered(Stream, ?CRC).

%% The CRC of data. The stream is of no importance: `erlang:crc32/1` is the same.
%% > Z = zlib:open(), zlib:crc32(Z, "abc") =:= erlang:crc32("abc").
%% true
-spec crc32(zstream(), iodata()) -> non_neg_integer().
crc32(Stream, Data) when is_reference(Stream) -> erlang:crc32(Data).

%% The CRC of data after other data, of which the CRC is given.
%% > Z = zlib:open(), zlib:crc32(Z, zlib:crc32(Z, "ab"), "c").
%% 891568578
-spec crc32(zstream(), non_neg_integer(), iodata()) -> non_neg_integer().
crc32(Stream, Before, Data) when is_reference(Stream) -> erlang:crc32(Before, Data).

%% The Adler checksum of data, as `erlang:adler32/1`.
%% > zlib:adler32(zlib:open(), "abc").
%% 38600999
-spec adler32(zstream(), iodata()) -> non_neg_integer().
adler32(Stream, Data) when is_reference(Stream) -> erlang:adler32(Data).

%% The Adler checksum of data after other data, of which the checksum is given.
%% > Z = zlib:open(), zlib:adler32(Z, zlib:adler32(Z, "ab"), "c") =:= zlib:adler32(Z, "abc").
%% true
-spec adler32(zstream(), non_neg_integer(), iodata()) -> non_neg_integer().
adler32(Stream, Before, Data) when is_reference(Stream) -> erlang:adler32(Before, Data).

%% The CRC of two parts together, of which the second has so many bytes.
%% > Z = zlib:open(), zlib:crc32_combine(Z, zlib:crc32(Z, "ab"), zlib:crc32(Z, "c"), 1) =:= zlib:crc32(Z, "abc").
%% true
-spec crc32_combine(zstream(), non_neg_integer(), non_neg_integer(), non_neg_integer()) -> non_neg_integer().
crc32_combine(Stream, First, Second, Size) when is_reference(Stream) -> erlang:crc32_combine(First, Second, Size).

%% The Adler checksum of two parts together, of which the second has so many bytes.
%% > Z = zlib:open(),
%%   zlib:adler32_combine(Z, zlib:adler32(Z, "ab"), zlib:adler32(Z, "c"), 1) =:= zlib:adler32(Z, "abc").
%% true
-spec adler32_combine(zstream(), non_neg_integer(), non_neg_integer(), non_neg_integer()) -> non_neg_integer().
adler32_combine(Stream, First, Second, Size) when is_reference(Stream) -> erlang:adler32_combine(First, Second, Size).
