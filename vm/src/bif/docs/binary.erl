%%% What the functions of `binary` that are written in Rust are for. They fail with badarg for what is no binary, or
%%% reaches beyond it.

%% The byte at a position, counted from 0.
%% > binary:at(<<5, 6, 7>>, 1).
%% 6
%% > binary:at(<<5>>, 1).
%% ** error:badarg
-spec at(binary(), non_neg_integer()) -> byte().

%% The first byte.
%% > binary:first(<<5, 6>>).
%% 5
-spec first(binary()) -> byte().

%% The last byte.
%% > binary:last(<<5, 6>>).
%% 6
-spec last(binary()) -> byte().

%% The part that a position and a length say; a negative length reaches back.
%% > binary:part(<<"abcde">>, {1, 3}).
%% <<"bcd">>
-spec part(binary(), part()) -> binary().

%% The part from a position on.
%% > binary:part(<<"abcde">>, 5, -2).
%% <<"de">>
-spec part(binary(), non_neg_integer(), integer()) -> binary().

%% The bytes.
%% > binary:bin_to_list(<<1, 2>>).
%% [1,2]
-spec bin_to_list(binary()) -> [byte()].

%% The bytes of a part.
%% > binary:bin_to_list(<<1, 2, 3>>, {1, 2}).
%% [2,3]
-spec bin_to_list(binary(), part()) -> [byte()].

%% The bytes of a part from a position on.
%% > binary:bin_to_list(<<1, 2, 3>>, 0, 2).
%% [1,2]
-spec bin_to_list(binary(), non_neg_integer(), integer()) -> [byte()].

%% The bytes of a list of bytes, binaries and such lists.
%% > binary:list_to_bin([1, [2, <<3>>]]).
%% <<1,2,3>>
-spec list_to_bin(iolist()) -> binary().

%% The same bytes in memory of their own: a small part no longer keeps a large binary alive.
%% > binary:copy(<<"ab">>).
%% <<"ab">>
-spec copy(binary()) -> binary().

%% The bytes so many times.
%% > binary:copy(<<"ab">>, 3).
%% <<"ababab">>
-spec copy(binary(), non_neg_integer()) -> binary().

%% The number that bytes mean, the most significant first.
%% > binary:decode_unsigned(<<1, 0>>).
%% 256
-spec decode_unsigned(binary()) -> non_neg_integer().

%% The number that bytes mean, in an order.
%% > binary:decode_unsigned(<<1, 0>>, little).
%% 1
-spec decode_unsigned(binary(), big | little) -> non_neg_integer().

%% The fewest bytes that mean a number, the most significant first.
%% > binary:encode_unsigned(256).
%% <<1,0>>
-spec encode_unsigned(non_neg_integer()) -> binary().

%% The fewest bytes that mean a number, in an order.
%% > binary:encode_unsigned(256, little).
%% <<0,1>>
-spec encode_unsigned(non_neg_integer(), big | little) -> binary().

%% Two hexadecimal digits for each byte.
%% > binary:encode_hex(<<10, 255>>).
%% <<"0AFF">>
-spec encode_hex(binary()) -> binary().

%% As encode_hex/1, with capital or small digits.
%% > binary:encode_hex(<<"Az">>, lowercase).
%% <<"417a">>
-spec encode_hex(binary(), uppercase | lowercase) -> binary().

%% The bytes that hexadecimal digits mean.
%% > binary:decode_hex(<<"0aFF">>).
%% <<"\nÿ">>
-spec decode_hex(binary()) -> binary().

%% The number of bytes that a binary keeps in memory: more than its own when it is part of a larger one.
%% > binary:referenced_byte_size(binary:copy(<<"abc">>, 100)).
%% 300
-spec referenced_byte_size(binary()) -> non_neg_integer().

%% How many bytes all binaries begin with.
%% > binary:longest_common_prefix([<<"erlang">>, <<"erlet">>]).
%% 3
-spec longest_common_prefix([binary()]) -> non_neg_integer().

%% How many bytes all binaries end with.
%% > binary:longest_common_suffix([<<"sing">>, <<"song">>]).
%% 2
-spec longest_common_suffix([binary()]) -> non_neg_integer().

%% One or more texts, prepared for being looked for often.
%% > binary:match(<<"abc">>, binary:compile_pattern([<<"b">>, <<"c">>])).
%% {1,1}
-spec compile_pattern(binary() | [binary()]) -> cp().

%% Position and length of the first occurrence of one of the texts; of several the longest.
%% > binary:match(<<"abcde">>, [<<"bcde">>, <<"cd">>]).
%% {1,4}
%% > binary:match(<<"abc">>, <<"x">>).
%% nomatch
-spec match(binary(), binary() | [binary()] | cp()) -> part() | nomatch.

%% As match/2, within {scope, Part}.
%% > binary:match(<<"abca">>, <<"a">>, [{scope, {1, 3}}]).
%% {3,1}
-spec match(binary(), binary() | [binary()] | cp(), [{scope, part()}]) -> part() | nomatch.

%% Positions and lengths of all occurrences that do not overlap.
%% > binary:matches(<<"banana">>, <<"an">>).
%% [{1,2},{3,2}]
-spec matches(binary(), binary() | [binary()] | cp()) -> [part()].

%% As matches/2, within {scope, Part}.
%% > binary:matches(<<"banana">>, <<"a">>, [{scope, {2, 4}}]).
%% [{3,1},{5,1}]
-spec matches(binary(), binary() | [binary()] | cp(), [{scope, part()}]) -> [part()].

%% Both sides of the first occurrence of one of the texts.
%% > binary:split(<<"a,b,c">>, <<",">>).
%% [<<"a">>,<<"b,c">>]
-spec split(binary(), binary() | [binary()] | cp()) -> [binary()].

%% As split/2; global for all occurrences, trim and trim_all to leave out empty parts, {scope, Part}.
%% > binary:split(<<"a,b,,c,">>, <<",">>, [global]).
%% [<<"a">>,<<"b">>,<<>>,<<"c">>,<<>>]
%% > binary:split(<<"a,b,,c,">>, <<",">>, [global, trim_all]).
%% [<<"a">>,<<"b">>,<<"c">>]
-spec split(binary(), binary() | [binary()] | cp(), [global | trim | trim_all | {scope, part()}]) -> [binary()].
