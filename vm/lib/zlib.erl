%%% Whole data packed and unpacked: the functions of the module `zlib` that need no stream.
-module(zlib).

-export([compress/1, uncompress/1, zip/1, unzip/1, gzip/1, gunzip/1]).

%% Data with zlib's head and checksum.
-spec compress(iodata()) -> binary().
compress(Data) -> erts_internal:deflate(zlib, Data).

%% The data of zlib's format.
-spec uncompress(iodata()) -> binary().
uncompress(Data) -> erts_internal:inflate(zlib, Data).

%% Data without a head.
-spec zip(iodata()) -> binary().
zip(Data) -> erts_internal:deflate(raw, Data).

%% The data of what has neither head nor checksum.
-spec unzip(iodata()) -> binary().
unzip(Data) -> erts_internal:inflate(raw, Data).

%% Data with gzip's head; several packed files one after another are unpacked as one.
-spec gzip(iodata()) -> binary().
gzip(Data) -> erts_internal:deflate(gzip, Data).

%% The data of gzip's format.
-spec gunzip(iodata()) -> binary().
gunzip(Data) -> erts_internal:inflate(gzip, Data).
